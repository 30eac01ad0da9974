import { pause } from '../pause.ts';

export interface RetryPolicy {
  /** Milliseconds before the second try; doubled for each one after, up to `maxMs`. */
  readonly firstMs: number;
  readonly maxMs: number;
  /** Milliseconds after the first try from which on there is no other. */
  readonly giveUpMs: number;
}

/** Tries at least once; rejects with the last error when it gives up, or when `stop` aborts between two tries. */
export async function retry<T>(work: () => Promise<T>, policy: RetryPolicy, stop: AbortSignal): Promise<T> {
  const began = performance.now();
  for (let wait = policy.firstMs; ; wait = Math.min(wait * 2, policy.maxMs)) {
    try {
      return await work();
    } catch (error) {
      if (stop.aborted || performance.now() - began + wait > policy.giveUpMs) throw error;
      // Woken early by `stop`, it tries a last time.
      await pause(wait, stop);
    }
  }
}
