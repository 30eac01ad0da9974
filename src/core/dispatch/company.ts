import { pause } from '../pause.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Who works beside others, and who works alone. */
export interface Company {
  /** Works beside others; waits outside while somebody works alone, unless the signal aborts. */
  join(work: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Waits for calm, but not for ever; then keeps newcomers out, and works once everybody has left. */
  alone(work: () => Promise<void>): Promise<void>;
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
      if (stop.aborted) return;
      inside += 1;
      await work().finally(() => {
        inside -= 1;
      });
    },
    async alone(work) {
      let done = false;
      while (!done && !stop.aborted) {
        await isEmptyFor(calmMs);
        const door = Promise.withResolvers<void>();
        closed = door.promise;
        done = await isEmptyFor(0);
        if (done) await work();
        closed = undefined;
        door.resolve();
      }
    },
  };
}
