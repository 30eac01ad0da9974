import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Privilege } from '../../../core/data-source.ts';
import { literal } from './names.ts';
import { messageOf, told } from './sql-error.ts';

/** What the engine must not be able to do, tried without the guard. */
export async function tryPrivileges(
  connection: DuckDBConnection,
  isDatabase: boolean,
): Promise<readonly Privilege[]> {
  const probe = join(tmpdir(), `magpie-probe-${process.pid}`);
  const attempts: readonly (readonly [string, string])[] = [
    ['read other files', `SELECT size FROM read_text(${literal(import.meta.filename)})`],
    ['write files', `COPY (SELECT 1) TO ${literal(probe)} (FORMAT csv)`],
    ['open other databases', `ATTACH ${literal(probe)}`],
    ['load extensions', 'INSTALL httpfs'],
    ['change settings', 'SET threads = 2'],
    ...(isDatabase ? ([['write to the database', 'CREATE TABLE magpie_probe (id INTEGER)']] as const) : []),
  ];
  const tried: Privilege[] = [];
  for (const [name, sql] of attempts) {
    const refused = await connection.run(sql).then(
      () => undefined,
      (error: unknown) => told(messageOf(error)),
    );
    const detail = `${sql.split(' ', 1)[0]}: ${refused ?? 'it ran'}`;
    tried.push({ name, ok: refused !== undefined, detail });
  }
  rmSync(probe, { force: true });
  return tried;
}
