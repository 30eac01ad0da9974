import type { Catalogue, Column, Table } from '../../../core/data-source.ts';
import type { Ask } from './ask.ts';
import { type Look, lookFor } from './look.ts';
import type { DeclaredTable } from './protocol.ts';

/** Milliseconds for the rows of one table, and for those of all. */
const tableMs = 5_000;
const allMs = 30_000;
/** Values listed of a column: fewer once so many characters are listed in all, and at last none. */
const maxValues = 5_000;
const fewValues = 50;
const manyCharacters = 5_000_000;
const tooManyCharacters = 10_000_000;

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
  let characters = 0;
  for (const declared of await ask({ kind: 'tables' }, signal)) {
    const look = lookFor(Math.min(tableMs, deadline - performance.now()), ask, signal);
    const table = await withRows(declared, look, listed(characters));
    if (!table) continue;
    tables.push(table);
    for (const { values } of table.columns)
      for (const value of values?.list ?? []) characters += value.length;
  }
  return { source, dialect: 'duckdb', fingerprint, timeZone, tables };
}

const listed = (characters: number): number =>
  characters < manyCharacters ? maxValues : characters < tooManyCharacters ? fewValues : 0;

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
