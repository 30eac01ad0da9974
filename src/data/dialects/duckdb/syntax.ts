import type { DuckDBConnection } from '@duckdb/node-api';

/** A part of a statement as DuckDB's parser gives it. */
export interface Part {
  readonly [key: string]: Json;
}
export type Json = string | number | boolean | null | readonly Json[] | Part;

/** `failed`: DuckDB does not understand it, in its own words. `notSelect`: it is another kind of statement. */
export type Parsed =
  | { readonly kind: 'selects'; readonly statements: readonly Part[] }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'notSelect' };

/** What DuckDB's own parser makes of a text. Runs nothing. */
export async function parse(connection: DuckDBConnection, sql: string): Promise<Parsed> {
  const [row] = (await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql])).getRows();
  // What json_serialize_sql writes is documented: https://duckdb.org/docs/stable/data/json/sql_to_and_from_json
  const found = JSON.parse(String(row?.[0])) as Serialized;
  if (!found.error) return { kind: 'selects', statements: found.statements };
  return found.error_type === 'not implemented'
    ? { kind: 'notSelect' }
    : { kind: 'failed', why: found.error_message };
}

type Serialized =
  | { readonly error: false; readonly statements: readonly Part[] }
  | { readonly error: true; readonly error_type: string; readonly error_message: string };

export const isPart = (value: Json | undefined): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
