import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until this gives something other than undefined or false. */
export async function eventually<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (const patience = performance.now() + 20_000; performance.now() < patience; await sleep(5)) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
  }
  throw new Error('it did not happen within 20 s');
}
