import type { Catalogue, Column, Table } from '../../core/data-source.ts';
import type { Ask } from './ask.ts';
import { type Look, lookFor } from './look.ts';
import type { DeclaredTable } from './protocol.ts';

/** Milliseconds for the rows of one table, and for those of all. */
const tableMs = 5_000;
const allMs = 30_000;
/** Values listed of a column; fewer once so many characters are listed in all. */
const maxValues = 5_000;
const fewValues = 50;
const manyCharacters = 20_000_000;

/** The whole catalogue. What is too much to look at is described by its declaration alone. */
export async function describe(source: string, ask: Ask, signal: AbortSignal): Promise<Catalogue> {
  const fingerprint = await ask({ kind: 'fingerprint' }, signal);
  const structure = await ask({ kind: 'structure' }, signal);
  const deadline = performance.now() + allMs;
  const tables: Table[] = [];
  let characters = 0;
  for (const declared of structure) {
    const look = lookFor(Math.min(tableMs, deadline - performance.now()), ask, signal);
    const table = await withRows(declared, look, characters < manyCharacters ? maxValues : fewValues);
    if (!table) continue;
    tables.push(table);
    for (const { values } of table.columns)
      for (const value of values?.list ?? []) characters += value.length;
  }
  return { source, dialect: 'sqlite', fingerprint, tables };
}

/** Undefined for a view that refers to what is gone or hidden: nobody can ask it. */
async function withRows(declared: DeclaredTable, look: Look, maxValues: number): Promise<Table | undefined> {
  const { name, kind, columns } = declared;
  const counted = await look({ kind: 'count', table: name });
  if (counted.kind === 'unreadable') return undefined;
  if (counted.kind === 'seen') {
    return {
      ...declared,
      rows: counted.value,
      columns: await profiled(declared, counted.value, look, maxValues),
    };
  }
  if (kind === 'view') return { ...declared, rows: 0, columns };
  const estimated = await look({ kind: 'estimate', table: name });
  const rows = estimated.kind === 'seen' ? estimated.value : 0;
  return { ...declared, rows, columns: await profiled(declared, rows, look, maxValues) };
}

async function profiled(
  { name, columns }: DeclaredTable,
  rows: number,
  look: Look,
  maxValues: number,
): Promise<Column[]> {
  const seen: Column[] = [];
  for (const column of columns) {
    const profile = await look({ kind: 'profile', table: name, column, rows, maxValues });
    seen.push(profile.kind === 'seen' ? { ...column, ...profile.value } : column);
  }
  return seen;
}
