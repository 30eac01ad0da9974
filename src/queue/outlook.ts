import { type Job, type Lane, lanes, type Position } from '../core/job-queue.ts';
import type { Ticket } from './fair-order.ts';
import { forecast } from './forecast.ts';
import type { LaneQueue } from './lane.ts';
import type { Pace } from './pace.ts';
import type { Threads } from './threads.ts';

/** What the queue knows of a job from its admission to its end. */
export interface Entry {
  readonly job: Job;
  readonly ticket: Ticket;
  readonly abort: AbortController;
  /** `admitted`: has its place in line and will come. `ready`: starts when its thread and a slot let it. */
  state: 'admitted' | 'ready' | 'running';
  /** When it was admitted or, once it runs, when it started. */
  since: number;
}

export interface OutlookOptions {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly queues: Readonly<Record<Lane, LaneQueue>>;
  readonly threads: Threads;
  readonly pace: Pace;
  readonly now: () => number;
}

/** Where each waiting job stands, looked ahead once per change of the order. */
export interface Outlook {
  position(jobId: string): Position | undefined;
  /** The order has changed. */
  changed(): void;
}

export function createOutlook({ entries, queues, threads, pace, now }: OutlookOptions): Outlook {
  let seen: { readonly at: number; readonly positions: ReadonlyMap<string, Position> } | undefined;

  const look = (at: number): ReadonlyMap<string, Position> => {
    const all = [...entries.values()];
    const laneOutlooks = lanes.map((lane) => {
      const own = all.filter(({ job }) => job.lane === lane);
      const running = own
        .filter(({ state }) => state === 'running')
        .map(({ job, since }) => ({ id: job.id, elapsed: at - since }));
      const order = queues[lane].order.copy();
      for (const { job, ticket, state } of own) {
        if (state === 'admitted' && threads.isFirst(job)) order.add(ticket);
      }
      const elapsed = running.map((one) => one.elapsed);
      const { concurrency } = queues[lane];
      return { lane, order, concurrency, typical: pace.typical(lane, elapsed), running };
    });
    return forecast(laneOutlooks, (endedId) => {
      const ended = entries.get(endedId);
      const next = ended && entries.get(threads.after(ended.job) ?? '');
      return next && { lane: next.job.lane, ticket: next.ticket };
    });
  };

  return {
    position(jobId) {
      const at = now();
      seen ??= { at, positions: look(at) };
      const position = seen.positions.get(jobId);
      return position && { ...position, etaMs: Math.max(0, position.etaMs - Math.round(at - seen.at)) };
    },
    changed() {
      seen = undefined;
    },
  };
}
