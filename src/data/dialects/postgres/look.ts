import { MagpieError } from '../../../core/errors.ts';
import type { Server, Session } from './server.ts';

/** Looks at rows in a transaction of its own. Undefined when it would take too long, or cannot be done: a view may be broken. */
export type Look = <T>(work: (session: Session) => Promise<T>) => Promise<T | undefined>;

/** Milliseconds of one look. */
const lookMs = 2_000;

/** Looks for at most `ms` in all. */
export function lookFor(ms: number, server: Server, signal: AbortSignal): Look {
  const deadline = performance.now() + ms;
  return async (work) => {
    const left = Math.min(lookMs, deadline - performance.now());
    if (left <= 0) return undefined;
    const reason = new MagpieError('SQL_TIMED_OUT', { seconds: left / 1000 });
    try {
      return await server.within({ signal, ms: left, reason }, work);
    } catch (error) {
      if (isTooMuch(error)) return undefined;
      throw error;
    }
  };
}

const isTooMuch = (error: unknown): boolean =>
  error instanceof MagpieError && ['SQL_TIMED_OUT', 'SQL_TOO_LARGE', 'SQL_FAILED'].includes(error.code);
