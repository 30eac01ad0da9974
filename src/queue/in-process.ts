import { MagpieError } from '../core/errors.ts';
import { type Job, type JobQueue, type Lane, lanes, type Ran } from '../core/job-queue.ts';
import { createLane, type LaneQueue } from './lane.ts';
import { createOutlook, type Entry } from './outlook.ts';
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

/** An announcement looks at every job that waits: a thousand jobs that come and go at once must not cause a thousand of them. */
const announceEveryMs = 50;

/** Runs jobs in this process, in fair order. What is to run after a crash is known from the store, not from here. */
export function createInProcessQueue(options: InProcessOptions): JobQueue {
  const { concurrency, limits, now = () => performance.now() } = options;
  const entries = new Map<string, Entry>();
  const queues: Readonly<Record<Lane, LaneQueue>> = {
    vision: createLane(concurrency.vision),
    ask: createLane(concurrency.ask),
    now: createLane(concurrency.now),
  };
  const seats = createSeats(limits);
  const threads = createThreads();
  const pace = createPace();
  const outlook = createOutlook({ entries, queues, threads, pace, now });
  let work: (job: Job, signal: AbortSignal) => Promise<Ran> = async () => ({ kind: 'over' });
  let listener: (waiting: readonly Job[]) => void = () => {};
  let admitted = 0;
  let closed = false;
  let announcement: NodeJS.Timeout | undefined;

  const inState = (state: Entry['state']) => [...entries.values()].filter((entry) => entry.state === state);

  const announce = () => {
    announcement = undefined;
    listener(inState('ready').map(({ job }) => job));
  };
  const moved = () => {
    outlook.changed();
    if (!closed) announcement ??= setTimeout(announce, announceEveryMs);
  };

  const seat = (job: Job): Entry => {
    admitted += 1;
    const ticket = { id: job.id, workspace: job.workspace, channel: job.channel, seq: admitted };
    const entry: Entry = { job, ticket, abort: new AbortController(), state: 'admitted', since: now() };
    entries.set(job.id, entry);
    seats.take(job);
    threads.join(job);
    outlook.changed();
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
    await work(entry.job, entry.abort.signal);
    if (!entry.abort.signal.aborted) pace.took(entry.job.lane, now() - entry.since);
    leave(entry);
  };

  return {
    admit(job) {
      const of = seats.full(job);
      // Also one that is refused is told where it would stand.
      const entry = seat(job);
      const position = outlook.position(job.id) ?? { ahead: 0, etaMs: 0 };
      if (!of) return { kind: 'admitted', ...position };
      leave(entry);
      return { kind: 'full', of, limit: limits[of], ...position };
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
    position: outlook.position,
    depth() {
      const count = (lane: Lane) => {
        const states = [...entries.values()].filter(({ job }) => job.lane === lane).map(({ state }) => state);
        const running = states.filter((state) => state === 'running').length;
        return { waiting: states.length - running, running };
      };
      return { vision: count('vision'), ask: count('ask'), now: count('now') };
    },
    cancel(jobId, reason = new MagpieError('CANCELLED')) {
      const entry = entries.get(jobId);
      if (!entry) return 'unknown';
      if (entry.state === 'running') {
        entry.abort.abort(reason);
        return 'aborted';
      }
      queues[entry.job.lane].withdraw(jobId);
      leave(entry);
      return 'dequeued';
    },
    onMove(listen) {
      listener = listen;
    },
    start(run) {
      work = run;
      for (const lane of lanes) queues[lane].start();
    },
    async close(graceMs) {
      closed = true;
      clearTimeout(announcement);
      const timer = setTimeout(() => {
        for (const { abort } of inState('running')) abort.abort(new MagpieError('CLOSING'));
      }, graceMs);
      await Promise.all(lanes.map((lane) => queues[lane].stop()));
      clearTimeout(timer);
    },
    async end() {},
  };
}
