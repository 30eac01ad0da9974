import type { Catalogue, Column, Table } from '../../../core/data-source.ts';
import { type LookOf, lookFor } from '../../embedded/look.ts';
import { countValuesListed } from '../../values-listed.ts';
import type { Ask } from './ask.ts';
import type { DeclaredTable, DuckdbAnswers, DuckdbRequest } from './protocol.ts';

type Look = LookOf<DuckdbRequest, DuckdbAnswers>;

/** Milliseconds for the rows of one table, and for those of all. */
const tableMs = 5_000;
const allMs = 30_000;

export interface Described {
  readonly source: string;
  readonly timeZone: string;
}

/** The whole catalogue. What is too much to look at is described by its declaration alone. */
export async function describe(
  { source, timeZone }: Described,
  ask: Ask,
  signal: AbortSignal,
): Promise<Catalogue> {
  const fingerprint = await ask({ kind: 'fingerprint' }, signal);
  const deadline = performance.now() + allMs;
  const tables: Table[] = [];
  const listed = countValuesListed();
  for (const declared of await ask({ kind: 'tables' }, signal)) {
    const look = lookFor<DuckdbRequest, DuckdbAnswers>(
      Math.min(tableMs, deadline - performance.now()),
      ask,
      signal,
    );
    const table = await withRows(declared, look, listed.most());
    if (!table) continue;
    tables.push(table);
    listed.add(table.columns);
  }
  return { source, dialect: 'duckdb', fingerprint, timeZone, tables };
}

/** Undefined for a view that cannot be read: it refers to what is gone, or to a file. */
async function withRows(declared: DeclaredTable, look: Look, maxValues: number): Promise<Table | undefined> {
  const { schema, name } = declared;
  const table = { ...(schema !== undefined && { schema }), name };
  const counted = await look({ kind: 'count', table });
  if (counted.kind === 'unreadable') return undefined;
  if (counted.kind === 'tooMuch') return { ...declared, rows: 0 };
  const columns: Column[] = [];
  for (const column of declared.columns) {
    const seen = await look({ kind: 'profile', table, column, rows: counted.value, maxValues });
    columns.push(seen.kind === 'seen' ? { ...column, ...seen.value } : column);
  }
  return { ...declared, rows: counted.value, columns };
}
