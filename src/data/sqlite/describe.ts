import type { WorkLimit } from '../../children/pool.ts';
import type { Catalogue, Column, Table } from '../../core/data-source.ts';
import { MagpieError } from '../../core/errors.ts';
import type { DeclaredTable, SqliteAnswers, SqliteRequest } from './protocol.ts';

/** Asks a child. After the limit the child is killed. */
export type Ask = <K extends SqliteRequest['kind']>(
  request: Extract<SqliteRequest, { readonly kind: K }>,
  signal: AbortSignal,
  limit?: WorkLimit,
) => Promise<SqliteAnswers[K]>;

/** Milliseconds for one look at the rows of one table, and for all of them together. */
const lookMs = 2_000;
const allMs = 30_000;
/** Values listed of a column; fewer once so many characters are listed in all. */
const maxValues = 5_000;
const fewValues = 50;
const manyCharacters = 20_000_000;

/** The whole catalogue. What takes too long to look at is described by its declaration alone. */
export async function describe(source: string, ask: Ask, signal: AbortSignal): Promise<Catalogue> {
  const fingerprint = await ask({ kind: 'fingerprint' }, signal);
  const structure = await ask({ kind: 'structure' }, signal);
  const deadline = performance.now() + allMs;
  const tooSlow = new MagpieError('SQL_TIMED_OUT', { seconds: lookMs / 1000 });
  let characters = 0;

  /** `otherwise` when it takes too long or SQLite cannot do it. */
  const look = async <K extends SqliteRequest['kind'], Otherwise>(
    request: Extract<SqliteRequest, { readonly kind: K }>,
    otherwise: Otherwise,
  ): Promise<SqliteAnswers[K] | Otherwise | 'unreadable'> => {
    if (performance.now() > deadline) return otherwise;
    try {
      return await ask(request, signal, { ms: lookMs, reason: tooSlow });
    } catch (error) {
      if (error === tooSlow) return otherwise;
      if (error instanceof MagpieError && error.code === 'SQL_FAILED') return 'unreadable';
      throw error;
    }
  };

  const rowsOf = async ({ name, kind }: DeclaredTable): Promise<number | 'unreadable'> => {
    const counted = await look({ kind: 'count', table: name }, undefined);
    if (counted !== undefined) return counted;
    const estimated = kind === 'table' ? await look({ kind: 'estimate', table: name }, 0) : 0;
    return estimated === 'unreadable' ? 0 : estimated;
  };

  const profiled = async (table: DeclaredTable, rows: number): Promise<Column[]> => {
    const columns: Column[] = [];
    for (const column of table.columns) {
      const few = characters > manyCharacters;
      const request = {
        kind: 'profile',
        table: table.name,
        column,
        rows,
        maxValues: few ? fewValues : maxValues,
      } as const;
      const profile = await look(request, undefined);
      const known = profile === undefined || profile === 'unreadable' ? {} : profile;
      const looked: Column = { ...column, ...known };
      columns.push(looked);
      for (const value of looked.values?.list ?? []) characters += value.length;
    }
    return columns;
  };

  const tables: Table[] = [];
  for (const table of structure) {
    const rows = await rowsOf(table);
    // A view that refers to what is gone or hidden can be asked by nobody.
    if (rows === 'unreadable') continue;
    tables.push({ ...table, rows, columns: await profiled(table, rows) });
  }
  return { source, dialect: 'sqlite', fingerprint, tables };
}
