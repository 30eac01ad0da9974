import { setTimeout as pause } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';

/** Runs statements on a database as its owner, who waits while it is being read. */
export async function change(path: string, sql: string, patience = 50): Promise<void> {
  const instance = await DuckDBInstance.create(path).catch(async (error: unknown) => {
    if (patience === 0 || !String(error).includes('Could not set lock')) throw error;
    await pause(50);
  });
  if (!instance) return change(path, sql, patience - 1);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}
