import type { Catalogue, Table } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import { countValuesListed } from '../../values-listed.ts';
import type { Connection } from './connection.ts';
import { readFingerprint } from './fingerprint.ts';
import { profileTable } from './profile.ts';
import { sessionZone } from './server.ts';
import { type DeclaredTable, readStructure } from './structure.ts';

/** Milliseconds for the schema, for the rows of one table, and for those of all. */
const schemaMs = 30_000;
const tableMs = 2_000;
const allMs = 30_000;

export interface Described {
  readonly source: string;
  readonly database: string;
  readonly within: <T>(
    ms: number,
    signal: AbortSignal,
    work: (connection: Connection) => Promise<T>,
  ) => Promise<T>;
  readonly signal: AbortSignal;
}

/** The whole catalogue. What is too much to look at is described by its declaration alone. */
export async function describe({ source, database, within, signal }: Described): Promise<Catalogue> {
  const { fingerprint, timeZone, declared } = await within(schemaMs, signal, async (connection) => ({
    fingerprint: await readFingerprint(connection, database),
    timeZone: await sessionZone(connection),
    declared: await readStructure(connection, database),
  }));
  const deadline = performance.now() + allMs;
  const tables: Table[] = [];
  const listed = countValuesListed();
  for (const table of declared) {
    const left = Math.min(tableMs, deadline - performance.now());
    const profiled = left > 0 ? await look(table, left, listed.most()) : undefined;
    const { reads: _, ...plain } = table;
    const seen = { ...plain, ...(profiled ?? { columns: table.columns.map(unseen) }) };
    tables.push(seen);
    listed.add(seen.columns);
  }
  return { source, dialect: 'mysql', fingerprint, ...(timeZone && { timeZone }), tables };

  function look(table: DeclaredTable, ms: number, most: number) {
    return within(ms, signal, (connection) => profileTable(connection, table, most)).catch(tooMuch);
  }
}

const unseen = ({ indexed: _, options, ...column }: DeclaredTable['columns'][number]) => ({
  ...column,
  ...(options && { values: { list: options, complete: true } }),
});

/** Also a view that the server can no longer read keeps nobody from the rest. */
function tooMuch(error: unknown): undefined {
  const code = error instanceof MagpieError ? error.code : undefined;
  if (code !== 'SQL_TIMED_OUT' && code !== 'SQL_TOO_LARGE' && code !== 'SQL_FAILED') throw error;
}
