import type { StoreTransaction } from '../../../schema/store.ts';
import type { Job, Lane } from '../../core/job-queue.ts';
import type { SeatLimits } from '../seats.ts';

/** What else is under way when a job joins. */
interface Company {
  /** The limit that it would pass, if any. */
  readonly full: keyof SeatLimits | undefined;
  /** Those with smaller numbers begin first. */
  readonly turn: number;
  /** Of its lane: those that begin before it, and those that run. */
  readonly ahead: number;
  readonly running: number;
}

/** All that is under way in all processes, as a transaction sees it that has kept others from joining. */
export interface Crowd {
  companyOf(job: Job): Company;
  /** It has joined. */
  add(job: Job, turn: number): void;
}

const open = ['queued', 'running'] as const;

/**
 * Counts who is there, once for all who join in one transaction. Channels are served round by round (start-time fair queuing): a job's
 * turn is the one that is being served, or the one after its channel's last that waits.
 * P. Goyal, H. M. Vin, H. Cheng: Start-time Fair Queuing, SIGCOMM 1996.
 */
export async function crowdIn(tx: StoreTransaction, limits: SeatLimits): Promise<Crowd> {
  const people = await tx
    .selectFrom('calls')
    .select(['lane', 'state', 'workspace', 'channel', 'caller_id'])
    .select(({ fn }) => [fn.countAll<string>().as('count'), fn.max('turn').as('last')])
    .where('state', 'in', open)
    .where('lane', 'is not', null)
    .groupBy(['lane', 'state', 'workspace', 'channel', 'caller_id'])
    .execute();
  const rounds = await tx
    .selectFrom('calls')
    .select(['lane', 'turn'])
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('state', '=', 'queued')
    .where('lane', 'is not', null)
    .groupBy(['lane', 'turn'])
    .execute();

  const seats = new Map<string, number>();
  const last = new Map<string, number>();
  const running = new Map<Lane, { count: number; turn: number }>();
  const waiting = new Map<Lane, Map<number, number>>();
  const sit = (job: Omit<Job, 'id'>, count: number) => {
    for (const [, key] of seatsOf(job)) seats.set(key, (seats.get(key) ?? 0) + count);
  };
  const waits = (lane: Lane, turn: number, count: number) => {
    const line = waiting.get(lane) ?? new Map<number, number>();
    waiting.set(lane, line.set(turn, (line.get(turn) ?? 0) + count));
  };
  const follows = (job: Omit<Job, 'id'>, turn: number) => {
    const key = lineOf(job);
    last.set(key, Math.max(turn, last.get(key) ?? turn));
  };
  for (const { lane, state, workspace, channel, caller_id: callerId, count, last: turn } of people) {
    if (lane === null) continue;
    const job = { lane, workspace, channel, callerId };
    sit(job, Number(count));
    if (state === 'queued') follows(job, turn ?? 0);
    else {
      const before = running.get(lane) ?? { count: 0, turn: 0 };
      running.set(lane, { count: before.count + Number(count), turn: Math.max(before.turn, turn ?? 0) });
    }
  }
  for (const { lane, turn, count } of rounds) if (lane !== null) waits(lane, turn ?? 0, Number(count));

  return {
    companyOf(job) {
      const line = waiting.get(job.lane) ?? new Map<number, number>();
      const runs = running.get(job.lane);
      const served = line.size > 0 ? Math.min(...line.keys()) : (runs?.turn ?? 0);
      const turn = Math.max(served, (last.get(lineOf(job)) ?? -1) + 1);
      const full = seatsOf(job).find(([scope, key]) => (seats.get(key) ?? 0) >= limits[scope]);
      let ahead = 0;
      for (const [round, count] of line) if (round <= turn) ahead += count;
      return { full: full?.[0], turn, ahead, running: runs?.count ?? 0 };
    },
    add(job, turn) {
      sit(job, 1);
      waits(job.lane, turn, 1);
      follows(job, turn);
    },
  };
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

const lineOf = ({ lane, workspace, channel }: Omit<Job, 'id'>): string => keyOf(lane, workspace, channel);

/** What answers at once counts among itself: a full house can still be cancelled. */
function seatsOf(job: Omit<Job, 'id'>): readonly (readonly [keyof SeatLimits, string])[] {
  const { lane, workspace, channel, callerId } = job;
  if (lane === 'now') return [['all', keyOf('now')]];
  return [
    ['caller', keyOf('caller', workspace, callerId)],
    ['channel', keyOf('channel', workspace, channel)],
    ['workspace', keyOf('workspace', workspace)],
    ['all', keyOf('all')],
  ];
}
