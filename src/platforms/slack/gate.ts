import { setTimeout as sleep } from 'node:timers/promises';
import { createFewAtOnce } from '../../core/few-at-once.ts';

/** Thrown by work that Slack did not do because too much was asked of it. */
export class Limited extends Error {
  /** Seconds until it is worth trying again. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super(`limited for ${retryAfter} s`);
    this.name = 'Limited';
    this.retryAfter = retryAfter;
  }
}

/** One request after the other for each key; after a Limited, all of its key wait as long as Slack wants. */
export interface Gate {
  pass<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Nothing of this key is under way or waits. */
  isFree(key: string): boolean;
}

/** Requests at once, of all keys: each takes milliseconds of our own time, in which nobody's call is acknowledged. */
const most = 12;

export function createGate(): Gate {
  const few = createFewAtOnce(most);
  const queues = new Map<string, Promise<unknown>>();

  const untilDone = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await few(work);
      } catch (error) {
        if (!(error instanceof Limited)) throw error;
        // Not kept alive for it: what is not delivered when the process ends is delivered after the next start.
        await sleep(error.retryAfter * 1000, undefined, { ref: false });
      }
    }
  };

  return {
    pass(key, work) {
      const before = queues.get(key) ?? Promise.resolve();
      const done = before.then(() => untilDone(work));
      const settled = done
        .catch(() => {})
        .then(() => {
          if (queues.get(key) === settled) queues.delete(key);
        });
      queues.set(key, settled);
      return done;
    },
    isFree: (key) => !queues.has(key),
  };
}
