/** Who waits for a turn, first come, first served. */
export interface WaitingLine<T> {
  readonly isEmpty: boolean;
  /** Resolves with what its turn is given; rejects with the signal's reason when that comes before. */
  wait(signal: AbortSignal): Promise<T>;
  /** Gives it to whoever came first; false when nobody waits. */
  give(value: T): boolean;
  /** Sends everybody away. */
  refuse(reason: unknown): void;
}

export function createWaitingLine<T>(): WaitingLine<T> {
  const waiting: PromiseWithResolvers<T>[] = [];
  return {
    get isEmpty() {
      return waiting.length === 0;
    },
    async wait(signal) {
      const turn = Promise.withResolvers<T>();
      const giveUp = () => {
        const at = waiting.indexOf(turn);
        if (at < 0) return;
        waiting.splice(at, 1);
        turn.reject(signal.reason);
      };
      waiting.push(turn);
      signal.addEventListener('abort', giveUp, { once: true });
      return turn.promise.finally(() => signal.removeEventListener('abort', giveUp));
    },
    give(value) {
      const next = waiting.shift();
      next?.resolve(value);
      return next !== undefined;
    },
    refuse(reason) {
      for (const turn of waiting.splice(0)) turn.reject(reason);
    },
  };
}
