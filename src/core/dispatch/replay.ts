import { MagpieError } from '../errors.ts';
import type { JobQueue } from '../job-queue.ts';
import { pause } from '../pause.ts';
import type { Company } from './company.ts';
import { endedBy } from './ending.ts';
import type { Finish } from './finish.ts';
import type { Run } from './run.ts';
import type { UnderWay } from './under-way.ts';

export interface ReplayOptions {
  readonly queue: JobQueue;
  readonly company: Company;
  readonly run: Run;
  readonly finish: Finish;
  /** Milliseconds after the start until a call is tried again, by how many processes it has ended while it ran alone; beyond the list it is given up. */
  readonly pausesMs: readonly number[];
  /** Aborts when this process begins to stop. */
  readonly stop: AbortSignal;
}

/** Runs what may have ended an earlier process: each alone, so that it takes no other along, and behind what is innocent. */
export interface Replay {
  /** `deaths`: of how many processes this call alone is to blame. */
  add(way: UnderWay, deaths: number): void;
  start(): void;
  /** True when the call was being replayed; its signal is aborted with the reason. */
  cancel(callId: string, reason: MagpieError): boolean;
  /** Replays no more; what is being replayed has `graceMs` to end. */
  close(graceMs: number): Promise<void>;
}

interface Suspect {
  readonly way: UnderWay;
  readonly deaths: number;
}

export function createReplay({ queue, company, run, finish, pausesMs, stop }: ReplayOptions): Replay {
  const suspects: Suspect[] = [];
  let replaying: { readonly callId: string; readonly abort: AbortController } | undefined;
  let done: Promise<void> = Promise.resolve();

  const pauseOf = ({ deaths }: Suspect) => pausesMs[deaths];

  const replay = async (suspect: Suspect, started: number) => {
    const { way } = suspect;
    const { id } = way.call;
    const pauseMs = pauseOf(suspect);
    if (pauseMs === undefined) {
      await finish.end(way, endedBy(new MagpieError('QUARANTINED'), way.say));
    } else {
      await pause(Math.max(0, started + pauseMs - performance.now()), stop);
      await company.alone(async () => {
        replaying = { callId: id, abort: new AbortController() };
        await run(id, replaying.abort.signal);
        replaying = undefined;
      });
    }
    queue.release(id);
  };

  const replayAll = async () => {
    const started = performance.now();
    // Who is given up is told at once.
    const inTurn = suspects.toSorted((one, other) => (pauseOf(one) ?? -1) - (pauseOf(other) ?? -1));
    for (const suspect of inTurn) {
      if (stop.aborted) return;
      await replay(suspect, started);
    }
  };

  return {
    add: (way, deaths) => void suspects.push({ way, deaths }),
    start() {
      done = replayAll();
    },
    cancel(callId, reason) {
      if (replaying?.callId !== callId) return false;
      replaying.abort.abort(reason);
      return true;
    },
    async close(graceMs) {
      const timer = setTimeout(() => replaying?.abort.abort(new MagpieError('CLOSING')), graceMs);
      await done;
      clearTimeout(timer);
    },
  };
}
