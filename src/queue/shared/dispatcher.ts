import PQueue from 'p-queue';
import { MagpieError } from '../../core/errors.ts';
import { type Job, type Lane, lanes, type Ran } from '../../core/job-queue.ts';
import type { Log } from '../../core/log.ts';
import type { Pace } from '../pace.ts';
import type { Attempt, Boss } from './boss.ts';

export interface DispatcherOptions {
  readonly boss: Boss;
  /** Slots of each lane in this process. */
  readonly concurrency: Readonly<Record<Lane, number>>;
  readonly pace: Pace;
  readonly log: Log;
  readonly now: () => number;
}

/** Takes jobs as slots come free, runs them, and holds them until nothing is left to do. */
export interface Dispatcher {
  start(run: (job: Job, signal: AbortSignal) => Promise<Ran>): void;
  /** There may be something to begin. */
  wake(lane: Lane): void;
  /** A sign of life for all that is held; what is not this process' any more is aborted, with TAKEN_OVER as the reason. */
  beat(): Promise<void>;
  holds(jobId: string): boolean;
  /** True when it ran here. */
  abort(jobId: string, reason: MagpieError): boolean;
  /** Takes nothing more; after `graceMs` aborts what still runs, with CLOSING; resolves when nothing runs. */
  close(graceMs: number): Promise<void>;
}

interface Held extends Attempt {
  readonly lane: Lane;
  readonly abort: AbortController;
}

export function createDispatcher({ boss, concurrency, pace, log, now }: DispatcherOptions): Dispatcher {
  const slots = new Map(
    lanes
      .filter((lane) => concurrency[lane] > 0)
      .map((lane) => [lane, new PQueue({ concurrency: concurrency[lane] })]),
  );
  const held = new Map<string, Held>();
  const taking = new Map<Lane, { again: boolean }>();
  let work: ((job: Job, signal: AbortSignal) => Promise<Ran>) | undefined;
  let closed = false;

  /** Whatever fails here is tried by somebody else, once this process is no more heard of. */
  const letGo = async (one: Held, ran: Ran) => {
    try {
      switch (ran.kind) {
        case 'over':
          return await boss.done(one.lane, one);
        case 'back':
          return await boss.giveBack(one.lane, one);
        case 'kept':
          return;
        case 'answered':
          if (await ran.delivered) await boss.done(one.lane, one);
      }
    } catch (error) {
      log.warn(
        { callId: one.id, err: error },
        'a job that is over could not be put away; it is looked at again',
      );
    } finally {
      if (held.get(one.id) === one) held.delete(one.id);
    }
  };

  const begin = (lane: Lane, { job, ...attempt }: Attempt & { readonly job: Job }) => {
    const one: Held = { ...attempt, lane, abort: new AbortController() };
    held.set(one.id, one);
    void slots
      .get(lane)
      ?.add(async () => {
        const began = now();
        const ran = (await work?.(job, one.abort.signal)) ?? { kind: 'back' as const };
        if (!one.abort.signal.aborted) pace.took(lane, now() - began);
        void letGo(one, ran);
      })
      .then(() => wake(lane));
  };

  const take = async (lane: Lane, line: PQueue): Promise<void> => {
    for (let free = 1; free > 0 && !closed; ) {
      free = concurrency[lane] - line.pending - line.size;
      if (free <= 0) return;
      const jobs = await boss.fetch(lane, free);
      for (const job of jobs) begin(lane, job);
      if (jobs.length < free) return;
    }
  };

  const wake = (lane: Lane): void => {
    const line = slots.get(lane);
    if (!line || !work || closed) return;
    const under = taking.get(lane);
    if (under) {
      under.again = true;
      return;
    }
    const mine = { again: false };
    taking.set(lane, mine);
    take(lane, line)
      // The next beat tries again.
      .catch((error) => log.debug({ lane, err: error }, 'no job could be fetched'))
      .finally(() => {
        taking.delete(lane);
        if (mine.again) wake(lane);
      });
  };

  return {
    start(run) {
      work = run;
      lanes.forEach(wake);
    },
    wake,
    async beat() {
      for (const lane of lanes) {
        const ours = [...held.values()].filter((one) => one.lane === lane);
        if (ours.length === 0) continue;
        const kept = await boss.touch(lane, ours);
        for (const one of ours) {
          if (kept.has(one.id) || held.get(one.id) !== one) continue;
          held.delete(one.id);
          one.abort.abort(new MagpieError('TAKEN_OVER'));
        }
      }
    },
    holds: (jobId) => held.has(jobId),
    abort(jobId, reason) {
      const one = held.get(jobId);
      one?.abort.abort(reason);
      return one !== undefined;
    },
    async close(graceMs) {
      closed = true;
      const timer = setTimeout(() => {
        for (const { abort } of held.values()) abort.abort(new MagpieError('CLOSING'));
      }, graceMs);
      await Promise.all([...slots.values()].map((line) => line.onIdle()));
      clearTimeout(timer);
    },
  };
}
