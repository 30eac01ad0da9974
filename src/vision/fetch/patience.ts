import { setTimeout as sleep } from 'node:timers/promises';
import { MagpieError } from '../../core/errors.ts';
import { unusable } from '../models/unusable.ts';

/** How long a server that fails is waited for. Milliseconds. */
export interface Patience {
  /** Without a byte for so long, a connection is given up. */
  readonly stallMs: number;
  /** Before each further try that brought nothing. */
  readonly pausesMs: readonly number[];
  /** What a server may ask us to wait. */
  readonly maxWaitMs: number;
}

export const usualPatience: Patience = {
  stallMs: 30_000,
  pausesMs: [1000, 3000, 10_000, 30_000],
  maxWaitMs: 120_000,
};

/** A try that failed, and after which another may succeed. */
export class Passing extends Error {
  /** What the server asked for. */
  readonly waitMs: number | undefined;
  constructor(why: string, waitMs?: number) {
    super(why);
    this.waitMs = waitMs;
  }
}

/**
 * Tries until it succeeds, or has failed in passing more often than there are pauses without having come on. Rejects with
 * MODEL_UNAVAILABLE, or with the signal's reason.
 */
export async function persistently<T>(
  attempt: (cameOn: () => void) => Promise<T>,
  { pausesMs, maxWaitMs }: Patience,
  signal: AbortSignal,
): Promise<T> {
  for (let failed = 0; ; failed++) {
    try {
      signal.throwIfAborted();
      return await attempt(() => {
        failed = 0;
      });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof MagpieError) throw error;
      // A disk that is full stays full.
      if (error instanceof Error && 'syscall' in error) throw unusable(error.message);
      const pause = pausesMs[failed];
      const why = whyOf(error);
      if (pause === undefined) throw unusable(`${why} (tried ${failed + 1} times)`);
      const wait = (error instanceof Passing && error.waitMs) || pause;
      if (wait > maxWaitMs) throw unusable(`${why}: it asks to wait ${Math.ceil(wait / 1000)} s`);
      // An abort is told with its own reason, at the next try.
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
  }
}

/** fetch says of a body that breaks off only that it was terminated. */
function whyOf(error: unknown): string {
  if (error instanceof TypeError) return 'the connection broke off';
  return error instanceof Error ? error.message : String(error);
}
