import { type Kysely, sql } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import type { StoreTables, StoreTransaction } from '../../../schema/store.ts';
import { type Job, type Lane, lanes } from '../../core/job-queue.ts';
import type { Log } from '../../core/log.ts';
import { deadSeconds, queueOf, schema } from './names.ts';

export interface BossOptions {
  readonly url: string;
  /** Looks after jobs whose worker has died. */
  readonly supervises: boolean;
  readonly log: Log;
}

/** A job that this process holds: `retryCount` tells its attempt from that of whoever takes it over. */
export interface Attempt {
  readonly id: string;
  readonly retryCount: number;
}

export interface Sent {
  readonly job: Job;
  readonly turn: number;
}

/** pg-boss, as far as calls need it: it keeps which jobs there are, and who holds which. */
export interface Boss {
  /** Those that are there already stay as they are. With a transaction they are written with it, or not at all. Returns how many are new. */
  sendAll(jobs: readonly Sent[], tx?: StoreTransaction): Promise<number>;
  fetch(lane: Lane, count: number): Promise<readonly (Attempt & { readonly job: Job })[]>;
  /** Keeps them; gives the ids of those that are still this process'. */
  touch(lane: Lane, held: readonly Attempt[]): Promise<ReadonlySet<string>>;
  /** Nobody needs it any more. */
  done(lane: Lane, attempt: Attempt): Promise<void>;
  /** Somebody else may have it now. */
  giveBack(lane: Lane, attempt: Attempt): Promise<void>;
  close(): Promise<void>;
}

/** How often a job may be handed out: how often its call is tried is decided by what is stored of it. */
const retryLimit = 10_000;
/** Seconds that no run takes. */
const expireInSeconds = 3600;
const yearSeconds = 31_536_000;

export async function openBoss({ url, supervises, log }: BossOptions): Promise<Boss> {
  const boss = new PgBoss({
    connectionString: url,
    schema,
    max: 4,
    application_name: 'magpie jobs',
    schedule: false,
    supervise: supervises,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
  });
  let silent = false;
  boss.on('error', (error) => {
    // It tries again every second: the first failure says it all.
    if (!silent)
      log.warn({ why: error.message }, 'the job queue on Postgres cannot be reached; it is tried again');
    silent = true;
    setTimeout(() => {
      silent = false;
    }, 30_000).unref();
  });
  await boss.start();
  for (const lane of lanes) {
    await boss.createQueue(queueOf(lane), {
      retryLimit,
      retryDelay: 0,
      heartbeatSeconds: deadSeconds,
      expireInSeconds,
      retentionSeconds: yearSeconds,
      deleteAfterSeconds: 60,
    });
  }
  return {
    async sendAll(all, tx) {
      let added = 0;
      for (const [lane, jobs] of Map.groupBy(all, ({ job }) => job.lane)) {
        const sent = await boss.insert(
          queueOf(lane),
          jobs.map(({ job, turn }) => ({ id: job.id, data: { ...job }, priority: -turn })),
          { returnId: true, ...(tx && { db: fromKysely(tx) }) },
        );
        added += sent?.length ?? 0;
      }
      return added;
    },
    async fetch(lane, count) {
      const jobs = await boss.fetch<Job>(queueOf(lane), { batchSize: count });
      return jobs.map(({ id, retryCount, data }) => ({ id, retryCount, job: data }));
    },
    async touch(lane, held) {
      const touched = await boss.touch(queueOf(lane), [...held]);
      // Its type leaves out what its documentation promises: the ids of those that were this attempt's still.
      const { settled } = touched as { settled?: readonly string[] };
      return new Set(settled);
    },
    async done(lane, attempt) {
      await boss.deleteJob(queueOf(lane), attempt);
    },
    async giveBack(lane, attempt) {
      await boss.fail(queueOf(lane), attempt);
    },
    close: () => boss.stop({ graceful: false, close: true }),
  };
}

/** Held until the transaction ends: whoever comes with the same key waits. */
export const lockKey = async (tx: Kysely<StoreTables>, ...key: readonly string[]): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify(key)}, 0))`.execute(tx);
};
