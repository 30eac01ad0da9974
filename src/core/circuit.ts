import type { Log } from './log.ts';
import { asMagpieError, nextStepOf } from './problem.ts';

export interface CircuitOptions {
  /** For the log: 'the model API', 'the database sales'. */
  readonly of: string;
  /** Whether a failure says that it is away. */
  readonly isOutage: (error: unknown) => boolean;
  /** Whether a failure says that it is there: it took what somebody asked, and found it wrong. The others say nothing. */
  readonly isAnswer: (error: unknown) => boolean;
  readonly log: Log;
  /** Milliseconds on a clock that never jumps. */
  readonly now?: () => number;
  readonly patience?: CircuitPatience;
}

interface CircuitPatience {
  /** Outages one after the other until nobody is made to wait for another one. */
  readonly outages: number;
  /** Milliseconds until somebody may try again; doubled each time, up to `maxPauseMs`. */
  readonly pauseMs: number;
  readonly maxPauseMs: number;
}

/**
 * What is away is not asked again by everybody: after some outages in a row people get the last failure at once, until one of them, who
 * asks after a pause, finds it back.
 */
export interface Circuit {
  /** Rejects with what the work rejects with, or at once with the last outage. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

const usual: CircuitPatience = { outages: 3, pauseMs: 5000, maxPauseMs: 60_000 };

export function createCircuit(options: CircuitOptions): Circuit {
  const { of, isOutage, isAnswer, log, now = () => performance.now(), patience = usual } = options;
  let inARow = 0;
  let open: { readonly error: unknown; readonly pauseMs: number; until: number } | undefined;
  let probing = false;

  const failed = (error: unknown, isProbe: boolean) => {
    inARow += 1;
    if (open) {
      // Those who were on their way before it opened have found out nothing new.
      if (!isProbe) return;
      const pauseMs = Math.min(open.pauseMs * 2, patience.maxPauseMs);
      open = { error, pauseMs, until: now() + pauseMs };
    } else if (inARow >= patience.outages) {
      open = { error, pauseMs: patience.pauseMs, until: now() + patience.pauseMs };
      const next = nextStepOf(asMagpieError(error));
      log.warn(
        { of, outages: inARow, next },
        'away: people are told at once, and it is tried again now and then',
      );
    }
  };
  const worked = () => {
    if (open) log.info({ of }, 'back: everybody is served again');
    inARow = 0;
    open = undefined;
  };

  return {
    async run(work) {
      const isProbe = open !== undefined;
      if (open && (probing || now() < open.until)) throw open.error;
      probing = isProbe;
      try {
        const result = await work();
        worked();
        return result;
      } catch (error) {
        if (isOutage(error)) failed(error, isProbe);
        else if (isAnswer(error)) worked();
        throw error;
      } finally {
        if (isProbe) probing = false;
      }
    },
  };
}
