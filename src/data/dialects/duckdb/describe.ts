import type { Catalogue, Table } from '../../../core/data-source.ts';
import type { Ask } from './ask.ts';

export async function describe(
  source: string,
  timeZone: string,
  ask: Ask,
  signal: AbortSignal,
): Promise<Catalogue> {
  const fingerprint = await ask({ kind: 'fingerprint' }, signal);
  const tables: Table[] = [];
  for (const declared of await ask({ kind: 'tables' }, signal)) {
    tables.push({ ...declared, rows: await ask({ kind: 'count', table: declared }, signal) });
  }
  return { source, dialect: 'duckdb', fingerprint, timeZone, tables };
}
