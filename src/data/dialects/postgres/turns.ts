/** So many may work at a time; the others wait in line, as long as it takes. */
export interface Turns {
  /** Resolves with what gives the turn back. Rejects with the signal's reason. */
  take(signal: AbortSignal): Promise<() => void>;
}

export function takeTurns(size: number): Turns {
  let free = size;
  const waiting: PromiseWithResolvers<void>[] = [];
  const giveBack = () => {
    const next = waiting.shift();
    if (next) next.resolve();
    else free++;
  };
  return {
    async take(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free--;
        return giveBack;
      }
      const turn = Promise.withResolvers<void>();
      const giveUp = () => {
        const at = waiting.indexOf(turn);
        if (at < 0) return;
        waiting.splice(at, 1);
        turn.reject(signal.reason);
      };
      waiting.push(turn);
      signal.addEventListener('abort', giveUp, { once: true });
      await turn.promise.finally(() => signal.removeEventListener('abort', giveUp));
      return giveBack;
    },
  };
}
