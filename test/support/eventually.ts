import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than anything takes on a slow machine that others work on too; nobody waits for it where all is well. */
const patienceMs = 20_000;

/** Waits until this gives something other than undefined or false. */
export async function eventually<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await sleep(5)) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
  }
  throw new Error(`it did not happen within ${patienceMs / 1000} s`);
}
