import type { Catalogue, Column, Table } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import { type Look, profileTable } from './profile.ts';
import type { Server } from './server.ts';
import type { Structure, StructureTable } from './structure.ts';

/** Milliseconds for one look at the rows of a table, and for those of all. */
const lookMs = 2_000;
const allMs = 30_000;
/** Values listed of a column: fewer once so many characters are listed in all, and at last none. */
const maxValues = 5_000;
const fewValues = 50;
const manyCharacters = 5_000_000;
const tooManyCharacters = 10_000_000;

export interface DescribeOptions {
  readonly source: string;
  readonly server: Server;
  readonly structure: Structure;
  readonly timeZone: string;
  readonly signal: AbortSignal;
}

/** The whole catalogue. What is too much to look at is described by its declaration alone. */
export async function describe(options: DescribeOptions): Promise<Catalogue> {
  const { source, server, structure, timeZone, signal } = options;
  const deadline = performance.now() + allMs;
  const tables: Table[] = [];
  let characters = 0;
  const look: Look = async (work) => {
    const ms = Math.min(lookMs, deadline - performance.now());
    if (ms <= 0) return undefined;
    const reason = new MagpieError('SQL_TIMED_OUT', { seconds: ms / 1000 });
    try {
      return await server.within({ signal, ms, reason }, work);
    } catch (error) {
      if (isTooMuch(error)) return undefined;
      throw error;
    }
  };
  for (const table of structure.tables) {
    const most = characters < manyCharacters ? maxValues : characters < tooManyCharacters ? fewValues : 0;
    const profile = await profileTable(table, {
      look,
      defaultSchema: structure.defaultSchema,
      maxValues: most,
    });
    const columns = table.columns.map(
      ({ enumeration, ...column }, at): Column => ({
        ...column,
        ...profile.columns[at],
        ...(enumeration && { values: { list: enumeration, complete: true } }),
      }),
    );
    for (const { values } of columns) for (const value of values?.list ?? []) characters += value.length;
    tables.push({ ...declared(table), rows: profile.rows ?? table.rows, columns });
  }
  return { source, dialect: 'postgres', fingerprint: structure.fingerprint, timeZone, tables };
}

const declared = ({ sampled, ...table }: StructureTable): Table => table;

/** A view may be broken, or of what takes too long. */
const isTooMuch = (error: unknown): boolean =>
  error instanceof MagpieError && ['SQL_TIMED_OUT', 'SQL_TOO_LARGE', 'SQL_FAILED'].includes(error.code);
