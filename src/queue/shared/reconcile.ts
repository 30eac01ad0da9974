import { type Kysely, sql } from 'kysely';
import type { StoreTables } from '../../../schema/store.ts';
import type { Boss } from './boss.ts';
import { isFirstOfThread, jobColumns, jobOfRow } from './threads.ts';

/** Seconds after which a call that can run has a job, however it came here. */
const graceSeconds = 15;
const mostAtOnce = 500;

/**
 * Gives every unfinished call a job that has none: its files came home while nobody could say so, the process that fetched them died,
 * or pg-boss' tables were emptied. Returns how many.
 */
export async function reconcile(db: Kysely<StoreTables>, boss: Boss): Promise<number> {
  const rows = await db
    .selectFrom('calls')
    .select(jobColumns)
    .where('state', 'in', ['queued', 'running', 'replying'])
    .where('lane', 'is not', null)
    .where(
      'changed_at',
      '<',
      sql<string>`to_char(now() at time zone 'UTC' - make_interval(secs => ${graceSeconds}), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    )
    .where(isFirstOfThread)
    .orderBy('id')
    .limit(mostAtOnce)
    .execute();
  if (rows.length === 0) return 0;
  return boss.sendAll(rows.map((row) => ({ job: jobOfRow(row), turn: row.turn ?? 0 })));
}
