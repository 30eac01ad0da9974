import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of one turn of the event loop. */
const openMs = 10;

/** Lets pass, in the order in which they come, as many as a part of each turn of the event loop is enough for. */
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
