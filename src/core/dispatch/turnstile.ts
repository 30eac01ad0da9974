import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of each turn of the event loop during which callers are let through. */
const openMs = 10;

/** Lets callers through in the order of their arrival, for a part of each turn of the event loop; the others wait for the next turn. */
export function createTurnstile(): () => Promise<void> {
  let closesAt: number | undefined;
  return async () => {
    for (;;) {
      if (closesAt === undefined) {
        closesAt = performance.now() + openMs;
        setImmediate(() => {
          closesAt = undefined;
        });
      }
      if (performance.now() < closesAt) return;
      await nextTurn();
    }
  };
}
