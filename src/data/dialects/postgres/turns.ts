import { createWaitingLine } from '../../../core/waiting-line.ts';

/** So many may work at a time; the others wait in line, as long as it takes. */
export interface Turns {
  /** Resolves with what gives the turn back. Rejects with the signal's reason. */
  take(signal: AbortSignal): Promise<() => void>;
}

export function takeTurns(size: number): Turns {
  let free = size;
  const waiting = createWaitingLine<void>();
  const giveBack = () => {
    if (!waiting.give()) free++;
  };
  return {
    async take(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free--;
        return giveBack;
      }
      await waiting.wait(signal);
      return giveBack;
    },
  };
}
