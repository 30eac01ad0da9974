import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { StoreTables, StoreTransaction } from '../../../schema/store.ts';
import type { Bulletin } from '../../core/bulletin.ts';
import type { Writing } from '../../core/call-store.ts';
import { type ErrorCode, MagpieError } from '../../core/errors.ts';
import { createFewAtOnce } from '../../core/few-at-once.ts';
import { type Job, type JobQueue, type Lane, lanes } from '../../core/job-queue.ts';
import type { Log } from '../../core/log.ts';
import { createPace } from '../pace.ts';
import type { SeatLimits } from '../seats.ts';
import { type Crowd, crowdIn } from './admission.ts';
import { lockKey, openBoss, type Sent } from './boss.ts';
import { createDispatcher } from './dispatcher.ts';
import { beatMs, topics } from './names.ts';
import { createOutlook } from './outlook.ts';
import { reconcile } from './reconcile.ts';
import { nextOfThread, waitsForItsThread } from './threads.ts';
import { type Capacity, createWorkers } from './workers.ts';

export interface SharedQueueOptions {
  /** Of the store. */
  readonly url: string;
  readonly db: Kysely<StoreTables>;
  readonly bulletin: Bulletin;
  /** Slots of each lane in this process; all 0 where it runs nothing. */
  readonly concurrency: Readonly<Record<Lane, number>>;
  readonly limits: SeatLimits;
  readonly log: Log;
  readonly now?: () => number;
}

/** Each holds a connection, which who asks now may need. */
const shownTogether = 2;
const longestShowMs = 3000;

/** That a call is not wanted any more, and why. */
interface Cancelled {
  readonly id: string;
  readonly code: ErrorCode;
}

/** Of those who wait, so many are told where they stand before others have a turn. */
const shownAtOnce = 25;
const showPauseMs = 20;

/** A job that waits may be seen by others a second late. */
const pollMs = 1000;

/**
 * A queue that many processes share, over the store on Postgres. A job's place is in its row, pg-boss keeps who holds it. Rejects with
 * STORE_UNAVAILABLE when pg-boss' tables cannot be made.
 */
export async function openSharedQueue(options: SharedQueueOptions): Promise<JobQueue> {
  const { url, db, bulletin, concurrency, limits, log, now = () => performance.now() } = options;
  const works = lanes.some((lane) => concurrency[lane] > 0);
  const me = randomUUIDv7();
  const boss = await openBoss({ url, supervises: works, log }).catch((cause) => {
    throw new MagpieError(
      'STORE_UNAVAILABLE',
      { why: `the queue on Postgres cannot be made: ${cause.message}` },
      { cause },
    );
  });
  const pace = createPace();
  const workers = createWorkers(db);
  const outlook = createOutlook(db, workers);
  const dispatcher = createDispatcher({ boss, concurrency, pace, log, now });
  /** Those that this process took in and shows where they stand. */
  const waiting = new Map<string, Job>();
  /** Those that can be begun since their call was stored. */
  const ready = new Set<string>();
  const few = createFewAtOnce(shownTogether);
  let moved: (waiting: readonly Job[]) => void = () => {};
  let gone: (jobId: string) => void = () => {};
  let closed = false;

  /** Nobody else joins until this transaction ends: of two who come at the same time, one counts the other. */
  const crowdOf = (tx: StoreTransaction): Promise<Crowd> => {
    const crowd = crowds.get(tx) ?? lockKey(tx, 'admission').then(() => crowdIn(tx, limits));
    crowds.set(tx, crowd);
    return crowd;
  };
  const crowds = new WeakMap<StoreTransaction, Promise<Crowd>>();

  /** All jobs of one transaction are sent at once. */
  const sendWith = ({ tx, beforeCommit }: Writing, one: Sent) => {
    const others = sending.get(tx);
    if (others) return void others.push(one);
    const all = [one];
    sending.set(tx, all);
    beforeCommit(async () => void (await boss.sendAll(all, tx)));
  };
  const sending = new WeakMap<StoreTransaction, Sent[]>();

  const ring = (lane: Lane) => {
    dispatcher.wake(lane);
    bulletin.tell(topics.jobs, lane);
  };
  const ends = [
    bulletin.read(topics.jobs, {
      news: (lane) => {
        const known = lanes.find((one) => one === lane);
        if (known) dispatcher.wake(known);
      },
      missed: () => lanes.forEach(dispatcher.wake),
    }),
    bulletin.read(topics.cancel, {
      // Told by `cancelElsewhere` of another process.
      news: (news) => {
        const { id, code } = news as Cancelled;
        dispatcher.abort(id, new MagpieError(code));
      },
    }),
  ];

  const capacity = (): Capacity =>
    Object.fromEntries(
      lanes.map((lane) => [lane, { slots: concurrency[lane], typical: pace.typical(lane, []) }]),
    ) as Capacity;

  const show = async () => {
    // Who comes while it looks is not seen yet.
    const known = [...waiting.keys()];
    await outlook.look();
    for (const id of known) {
      if (outlook.position(id) || !waiting.has(id)) continue;
      waiting.delete(id);
      if (!dispatcher.holds(id)) gone(id);
    }
    const all = [...waiting.values()];
    for (let from = 0; from < all.length; from += shownAtOnce) {
      moved(all.slice(from, from + shownAtOnce));
      // A thousand who wait must not hold up who comes now.
      await sleep(showPauseMs, undefined, { ref: false });
    }
  };
  let beats = 0;
  const beat = async () => {
    beats += 1;
    await workers.beat(me, capacity());
    await dispatcher.beat();
    const added = beats % 3 === 0 ? await reconcile(db, boss) : 0;
    if (added === 0) return;
    log.warn({ calls: added }, 'calls that nobody had in hand were put in the queue again');
    lanes.forEach(dispatcher.wake);
  };

  /** One after the other: a beat that is late must not be overtaken. */
  const every = (ms: number, act: () => Promise<void>) => {
    const timer = setTimeout(async () => {
      // Postgres is away: its own lines say so, and the next one tries again.
      await act().catch((error) => log.debug({ err: error }, 'a beat of the shared queue failed'));
      if (!closed) every(ms, act);
    }, ms);
    timer.unref();
  };
  if (works) every(beatMs, beat);
  every(beatMs, show);
  every(pollMs, async () => lanes.forEach(dispatcher.wake));
  // Nobody's turn is told before it is known who works.
  await (works ? workers.beat(me, capacity()) : Promise.resolve());
  await outlook.look();

  return {
    shared: {
      join: (job, { ready: isReady, answersFirst }, tell) => {
        let turn = 0;
        return {
          async place({ tx }) {
            const { full, ahead, running, ...company } = (await crowdOf(tx)).companyOf(job);
            turn = company.turn;
            const position = outlook.positionBehind(job.lane, ahead, running);
            tell(
              full
                ? { kind: 'full', of: full, limit: limits[full], ...position }
                : { kind: 'admitted', ...position },
            );
            return {
              full: full !== undefined,
              columns: { lane: job.lane, turn, told: answersFirst ? 0 : 1 },
            };
          },
          async stored(writing) {
            (await crowdOf(writing.tx)).add(job, turn);
            if (!isReady) return;
            ready.add(job.id);
            if (!(await waitsForItsThread(job, writing.tx))) sendWith(writing, { job, turn });
          },
        };
      },
      async leave(job, tx) {
        const next = await nextOfThread(job, tx);
        if (!next) return;
        await boss.sendAll([next], tx);
        // Heard after the commit; whoever looks too early looks again within a second.
        ring(next.job.lane);
      },
      whileWaiting: (jobId, act) =>
        few(() =>
          db.transaction().execute(async (tx) => {
            const waits = await tx
              .selectFrom('calls')
              .select('id')
              .where('id', '=', jobId)
              .where('state', '=', 'queued')
              .forUpdate()
              .skipLocked()
              .executeTakeFirst();
            // A platform that hangs holds neither the call nor the connection.
            if (waits) await Promise.race([act(), sleep(longestShowMs, undefined, { ref: false })]);
          }),
        ),
      cancelElsewhere: async (id, { code }) => bulletin.tell(topics.cancel, { id, code } satisfies Cancelled),
      onGone(listen) {
        gone = listen;
      },
    },
    admit(job) {
      const { waiting: before, running } = outlook.depth()[job.lane];
      return { kind: 'admitted', ...outlook.positionBehind(job.lane, before, running) };
    },
    release(jobId) {
      waiting.delete(jobId);
      ready.delete(jobId);
    },
    enqueue(job) {
      waiting.set(job.id, job);
      if (ready.delete(job.id)) return ring(job.lane);
      const send = async () => {
        await db.transaction().execute(async (tx) => {
          const row = await tx
            .selectFrom('calls')
            .select(['turn', 'state'])
            .where('id', '=', job.id)
            .executeTakeFirst();
          if (row?.state !== 'queued' || (await waitsForItsThread(job, tx))) return;
          await boss.sendAll([{ job, turn: row.turn ?? 0 }], tx);
        });
        ring(job.lane);
      };
      send().catch((error) =>
        log.debug({ callId: job.id, err: error }, 'this call is put in the queue a little later'),
      );
    },
    position: outlook.position,
    depth: outlook.depth,
    cancel(jobId, reason = new MagpieError('CANCELLED')) {
      waiting.delete(jobId);
      return dispatcher.abort(jobId, reason) ? 'aborted' : 'unknown';
    },
    onMove(listen) {
      moved = listen;
    },
    start: dispatcher.start,
    close: dispatcher.close,
    async end() {
      closed = true;
      for (const end of ends) end();
      await (works ? workers.leave(me) : Promise.resolve()).catch(() => {});
      await boss.close().catch(() => {});
    },
  };
}
