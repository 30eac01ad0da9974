import { firstWaitMs, freeGuesses, longestWaitMs } from '../limits.ts';

/** Slows down who guesses passwords. */
export interface Brake {
  /** Milliseconds until this address may try again; 0 when it may now. */
  waitOf(address: string): number;
  failed(address: string): void;
  succeeded(address: string): void;
}

/** Addresses that are remembered: beyond it, those that failed longest ago are forgotten. */
const remembered = 10_000;

export function createBrake(now: () => Date): Brake {
  const failures = new Map<string, { readonly count: number; readonly until: number }>();
  return {
    waitOf: (address) => Math.max(0, (failures.get(address)?.until ?? 0) - now().getTime()),
    failed(address) {
      const count = (failures.get(address)?.count ?? 0) + 1;
      const wait =
        count < freeGuesses ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (count - freeGuesses));
      failures.delete(address);
      failures.set(address, { count, until: now().getTime() + wait });
      const oldest = failures.keys().next();
      if (failures.size > remembered && !oldest.done) failures.delete(oldest.value);
    },
    succeeded(address) {
      failures.delete(address);
    },
  };
}
