import type { WorkLimit } from '../../children/pool.ts';
import type { Verdict } from '../../core/data-source.ts';
import { MagpieError } from '../../core/errors.ts';
import { refusal, refused } from '../guard/facts.ts';

/** Longer than a reader waits for a writer. */
const ms = 4_000;

/** Understanding a statement takes milliseconds, unless it is made to take for ever. */
export const checkTime: WorkLimit = { ms, reason: new MagpieError('SQL_TIMED_OUT', { seconds: ms / 1000 }) };

/** What could not be judged within time and memory is refused; another failure stays one. */
export function tooComplicated(error: unknown): Verdict {
  const outOfBounds =
    error === checkTime.reason || (error instanceof MagpieError && error.code === 'CHILD_OUT_OF_MEMORY');
  if (!outOfBounds) throw error;
  return refused(refusal.tooComplicated);
}
