import { pause } from '../pause.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Who works beside others, and who works alone. */
export interface Company {
  /** Works beside others; waits outside while somebody works alone, unless the signal aborts. Undefined when it has not worked. */
  join<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | undefined>;
  /** Waits for calm, but not for ever; then keeps newcomers out, and works once everybody has left. Undefined when it has not worked. */
  alone<T>(work: () => Promise<T>): Promise<T | undefined>;
}

export interface CompanyOptions {
  /** Milliseconds without anybody that count as nothing else to do. */
  readonly calmMs: number;
  /**
   * Milliseconds: for how long at most calm is waited for, and then for how long newcomers are kept out until the last has
   * left. When somebody stays inside longer than that, newcomers are let in again, and both are tried anew.
   */
  readonly busyMs: number;
  /** Aborts when nothing new is begun: whoever waits then goes away without having worked. */
  readonly stop: AbortSignal;
}

const stepMs = 20;

export function createCompany({ calmMs, busyMs, stop }: CompanyOptions): Company {
  let inside = 0;
  let closed: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();

  /** Waits until nobody has been inside for `ms`; false when that did not happen within `busyMs`. */
  const isEmptyFor = async (ms: number): Promise<boolean> => {
    const began = performance.now();
    let lastSeen = began;
    for (let at = began; at - began < busyMs && !stop.aborted; at = performance.now()) {
      if (inside > 0) lastSeen = at;
      else if (at - lastSeen >= ms) return true;
      await pause(stepMs, stop);
    }
    return false;
  };

  return {
    async join(work, signal) {
      while (closed && !signal.aborted) await unlessAborted(closed, signal).catch(() => {});
      if (stop.aborted) return undefined;
      inside += 1;
      return work().finally(() => {
        inside -= 1;
      });
    },
    async alone(work) {
      // One after the other: who works alone keeps out the next one too.
      const before = last;
      const turn = Promise.withResolvers<void>();
      last = turn.promise;
      await before;
      try {
        while (!stop.aborted) {
          await isEmptyFor(calmMs);
          const door = Promise.withResolvers<void>();
          closed = door.promise;
          try {
            if (await isEmptyFor(0)) return await work();
          } finally {
            closed = undefined;
            door.resolve();
          }
        }
        return undefined;
      } finally {
        turn.resolve();
      }
    },
  };
}
