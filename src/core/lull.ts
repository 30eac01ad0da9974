/** Lets work that can wait give way to what people wait for right now: being told that their call has arrived. */
export interface Lull {
  /** Somebody waits for that until it is disposed of. */
  enter(): Disposable;
  /** Resolves once nobody does, and at the latest after `longestMs`: those who came before do not wait for ever. */
  reached(): Promise<void>;
}

/** Milliseconds: a platform waits for three seconds to hear that a call has arrived. */
const longestMs = 2500;

export function createLull(): Lull {
  let inside = 0;
  let next = Promise.withResolvers<void>();
  return {
    enter() {
      inside += 1;
      return {
        [Symbol.dispose]() {
          inside -= 1;
          if (inside > 0) return;
          next.resolve();
          next = Promise.withResolvers();
        },
      };
    },
    async reached() {
      if (inside === 0) return;
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, longestMs);
      await Promise.race([next.promise, late.promise]);
      clearTimeout(timer);
    },
  };
}
