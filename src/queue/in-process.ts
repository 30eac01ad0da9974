import { MagpieError } from '../core/errors.ts';
import { type Job, type JobQueue, type Lane, lanes, type Position } from '../core/job-queue.ts';
import type { Ticket } from './fair-order.ts';
import { forecast } from './forecast.ts';
import { createLane } from './lane.ts';
import { createPace } from './pace.ts';
import { createSeats, type SeatLimits } from './seats.ts';
import { createThreads } from './threads.ts';

export interface InProcessOptions {
  /** Slots of each lane. */
  readonly concurrency: Readonly<Record<Lane, number>>;
  readonly limits: SeatLimits;
  /** Milliseconds on a clock that never jumps. */
  readonly now?: () => number;
}

/** `admitted`: has a seat and a place in line, and will come. `ready`: may start when its thread and a slot let it. */
interface Entry {
  readonly job: Job;
  readonly ticket: Ticket;
  readonly abort: AbortController;
  state: 'admitted' | 'ready' | 'running';
  since: number;
}

/** Runs jobs in this process, in fair order. What is to run after a crash is known from the store, not from here. */
export function createInProcessQueue(options: InProcessOptions): JobQueue {
  const now = options.now ?? (() => performance.now());
  const queues = {
    vision: createLane(options.concurrency.vision),
    ask: createLane(options.concurrency.ask),
    now: createLane(options.concurrency.now),
  } as const satisfies Record<Lane, unknown>;
  const entries = new Map<string, Entry>();
  const seats = createSeats(options.limits);
  const threads = createThreads();
  const pace = createPace();
  const listeners: ((waiting: readonly Job[]) => void)[] = [];
  let runJob: (job: Job, signal: AbortSignal) => Promise<void> = async () => {};
  let seq = 0;
  let closed = false;
  let outlook: { readonly at: number; readonly positions: ReadonlyMap<string, Position> } | undefined;
  let announced = true;

  const inState = (...states: readonly Entry['state'][]) =>
    [...entries.values()].filter(({ state }) => states.includes(state));

  const moved = () => {
    outlook = undefined;
    if (!announced) return;
    announced = false;
    queueMicrotask(() => {
      announced = true;
      const waiting = inState('admitted', 'ready').map(({ job }) => job);
      for (const listener of listeners) listener(waiting);
    });
  };

  const seat = (job: Job): Entry => {
    seq += 1;
    const ticket = { id: job.id, workspace: job.workspace, channel: job.channel, seq };
    const entry: Entry = { job, ticket, abort: new AbortController(), state: 'admitted', since: now() };
    entries.set(job.id, entry);
    seats.take(job);
    threads.join(job);
    return entry;
  };

  const leave = ({ job }: Entry) => {
    entries.delete(job.id);
    seats.free(job);
    const next = entries.get(threads.leave(job) ?? '');
    if (next?.state === 'ready') queues[next.job.lane].add(next.ticket, () => run(next));
    moved();
  };

  const run = async (entry: Entry) => {
    entry.state = 'running';
    entry.since = now();
    moved();
    try {
      await runJob(entry.job, entry.abort.signal);
      if (!entry.abort.signal.aborted) pace.took(entry.job.lane, now() - entry.since);
    } finally {
      leave(entry);
    }
  };

  const lookAhead = (): ReadonlyMap<string, Position> => {
    const at = now();
    const held = (id: string | undefined) => {
      const entry = entries.get(id ?? '');
      return entry && { lane: entry.job.lane, ticket: entry.ticket };
    };
    const outlooks = lanes.map((lane) => {
      const running = inState('running')
        .filter(({ job }) => job.lane === lane)
        .map(({ job, since }) => ({ id: job.id, elapsed: at - since }));
      const typical = pace.typical(
        lane,
        running.map(({ elapsed }) => elapsed),
      );
      const order = queues[lane].order.copy();
      for (const { job, ticket } of inState('admitted')) {
        if (job.lane === lane && threads.isFirst(job)) order.add(ticket);
      }
      return { lane, order, typical, running, concurrency: queues[lane].concurrency };
    });
    return forecast(outlooks, (endedId) => {
      const ended = entries.get(endedId);
      return ended && held(threads.behind(ended.job)[0]);
    });
  };

  const position = (jobId: string): Position | undefined => {
    outlook ??= { at: now(), positions: lookAhead() };
    const then = outlook.positions.get(jobId);
    return then && { ahead: then.ahead, etaMs: Math.max(0, Math.round(then.etaMs - (now() - outlook.at))) };
  };

  return {
    admit(job) {
      const of = seats.full(job);
      const entry = seat(job);
      outlook = undefined;
      const place = position(job.id) ?? { ahead: 0, etaMs: 0 };
      if (!of) return { kind: 'admitted', ...place };
      leave(entry);
      return { kind: 'full', of, limit: options.limits[of], ...place };
    },
    release(jobId) {
      const entry = entries.get(jobId);
      if (entry?.state === 'admitted') leave(entry);
    },
    enqueue(job) {
      const entry = entries.get(job.id) ?? seat(job);
      if (closed || entry.state !== 'admitted') return;
      entry.state = 'ready';
      if (threads.isFirst(job)) queues[job.lane].add(entry.ticket, () => run(entry));
      moved();
    },
    position,
    depth() {
      const count = (lane: Lane) => {
        const running = inState('running').filter(({ job }) => job.lane === lane).length;
        const all = [...entries.values()].filter(({ job }) => job.lane === lane).length;
        return { waiting: all - running, running };
      };
      return { vision: count('vision'), ask: count('ask'), now: count('now') };
    },
    cancel(jobId) {
      const entry = entries.get(jobId);
      if (!entry) return 'unknown';
      if (entry.state === 'running') {
        entry.abort.abort(new MagpieError('CANCELLED'));
        return 'aborted';
      }
      queues[entry.job.lane].withdraw(jobId);
      leave(entry);
      return 'dequeued';
    },
    onMove(listener) {
      listeners.push(listener);
    },
    start(run) {
      runJob = run;
      for (const lane of lanes) queues[lane].start();
    },
    async close(graceMs) {
      closed = true;
      const timer = setTimeout(() => {
        for (const entry of inState('running')) entry.abort.abort(new MagpieError('CLOSING'));
      }, graceMs);
      await Promise.all(lanes.map((lane) => queues[lane].stop()));
      clearTimeout(timer);
    },
  };
}
