import type { Catalogue, Column, Table } from '../../../core/data-source.ts';
import { type LookOf, lookFor } from '../../embedded/look.ts';
import { countValuesListed } from '../../values-listed.ts';
import type { Ask } from './ask.ts';
import type {
  ColumnProfile,
  DeclaredColumn,
  DeclaredTable,
  SqliteAnswers,
  SqliteRequest,
} from './protocol.ts';

type Look = LookOf<SqliteRequest, SqliteAnswers>;

/** Milliseconds for the rows of one table, and for those of all. */
const tableMs = 5_000;
const allMs = 30_000;
/** Cells of a table that is looked at as a whole. */
const fewCells = 100_000;
/** Of all tables: those that come after them are left out. */
const maxColumns = 50_000;

/** The whole catalogue. What is too much to look at is described by its declaration alone. */
export async function describe(source: string, ask: Ask, signal: AbortSignal): Promise<Catalogue> {
  const fingerprint = await ask({ kind: 'fingerprint' }, signal);
  const named = await ask({ kind: 'tables' }, signal);
  const deadline = performance.now() + allMs;
  const always = lookFor<SqliteRequest, SqliteAnswers>(Number.POSITIVE_INFINITY, ask, signal);
  const tables: Table[] = [];
  let columns = 0;
  const listed = countValuesListed();
  for (const one of named) {
    if (columns >= maxColumns) break;
    const look = lookFor<SqliteRequest, SqliteAnswers>(
      Math.min(tableMs, deadline - performance.now()),
      ask,
      signal,
    );
    // A table is declared also when the time is over. A view must be compiled: one that takes for ever, or refers to what is gone,
    // can be asked by nobody.
    const declared = await (one.kind === 'table' ? always : look)({ kind: 'declaration', table: one });
    if (declared.kind !== 'seen') continue;
    const table = await withRows(declared.value, look, listed.most());
    if (!table) continue;
    tables.push(table);
    columns += table.columns.length;
    listed.add(table.columns);
  }
  return { source, dialect: 'sqlite', fingerprint, tables };
}

/** Undefined for a view that shows what is hidden. */
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
): Promise<readonly Column[]> {
  const lookAt = (some: readonly DeclaredColumn[]) =>
    look({ kind: 'profile', table: name, columns: some, rows, maxValues });
  // A question each takes longer than the looking where there is little to see. One column can spoil it for all.
  const together = rows * columns.length <= fewCells ? await lookAt(columns) : undefined;
  if (together?.kind === 'seen') return withProfiles(columns, together.value);
  const seen: Column[] = [];
  for (const column of columns) {
    const alone = await lookAt([column]);
    seen.push(...withProfiles([column], alone.kind === 'seen' ? alone.value : []));
  }
  return seen;
}

const withProfiles = (
  columns: readonly DeclaredColumn[],
  profiles: readonly ColumnProfile[],
): readonly Column[] => columns.map((column, at) => ({ ...column, ...profiles[at] }));
