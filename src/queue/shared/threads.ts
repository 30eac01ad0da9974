import { type ExpressionBuilder, sql } from 'kysely';
import type { StoreTables, StoreTransaction } from '../../../schema/store.ts';
import type { Job } from '../../core/job-queue.ts';
import { lockKey } from './boss.ts';

/** Calls of one thread run one after the other: only the first of them is handed out. What answers at once waits for nobody. */
const isInLine = ({ thread, lane }: Job): boolean => thread !== undefined && lane !== 'now';

const open = ['queued', 'running'] as const;

/** Whether an earlier call of its thread is still to end. Until this transaction ends nobody joins or leaves the thread. */
export async function waitsForItsThread(job: Job, tx: StoreTransaction): Promise<boolean> {
  if (!isInLine(job)) return false;
  await lockThread(job, tx);
  const earlier = await inThread(job, tx).where('id', '<', job.id).select('id').executeTakeFirst();
  return earlier !== undefined;
}

/** The one that may run once this one has ended. Until this transaction ends nobody joins or leaves the thread. */
export async function nextOfThread(
  job: Job,
  tx: StoreTransaction,
): Promise<{ readonly job: Job; readonly turn: number } | undefined> {
  if (!isInLine(job)) return undefined;
  await lockThread(job, tx);
  const row = await inThread(job, tx)
    .where('id', '!=', job.id)
    .where('state', '=', 'queued')
    .select(jobColumns)
    .orderBy('id')
    .executeTakeFirst();
  return row && { job: jobOfRow(row), turn: row.turn ?? 0 };
}

const lockThread = ({ workspace, channel, thread = '' }: Job, tx: StoreTransaction) =>
  lockKey(tx, 'thread', workspace, channel, thread);

const inThread = ({ workspace, channel, thread = '' }: Job, tx: StoreTransaction) =>
  tx
    .selectFrom('calls')
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('thread', '=', thread)
    .where('state', 'in', open)
    .where('lane', '<>', 'now');

/** No earlier call of its thread is still to end. */
export const isFirstOfThread = ({
  or,
  eb,
  not,
  exists,
  selectFrom,
}: ExpressionBuilder<StoreTables, 'calls'>) =>
  or([
    eb('calls.thread', 'is', null),
    eb('calls.lane', '=', 'now'),
    eb('calls.state', '=', 'replying'),
    not(
      exists(
        selectFrom('calls as earlier')
          .select(sql.lit(1).as('one'))
          .whereRef('earlier.workspace', '=', 'calls.workspace')
          .whereRef('earlier.channel', '=', 'calls.channel')
          .whereRef('earlier.thread', '=', 'calls.thread')
          .whereRef('earlier.id', '<', 'calls.id')
          .where('earlier.lane', '<>', 'now')
          .where('earlier.state', 'in', open),
      ),
    ),
  ]);

export const jobColumns = ['id', 'lane', 'turn', 'workspace', 'channel', 'thread', 'caller_id'] as const;

interface JobRow {
  readonly id: string;
  readonly lane: Job['lane'] | null;
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly caller_id: string;
}

export const jobOfRow = ({ id, lane, workspace, channel, thread, caller_id }: JobRow): Job => ({
  id,
  lane: lane ?? 'now',
  workspace,
  channel,
  ...(thread !== null && { thread }),
  callerId: caller_id,
});
