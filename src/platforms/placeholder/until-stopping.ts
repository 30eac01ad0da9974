import { MagpieError } from '../../core/errors.ts';
import type { Accept } from '../../core/platform.ts';
import { problemReply } from '../../core/problem.ts';
import { sayIn } from '../../core/text.ts';

/** Refuses what comes once this process has begun to stop. */
export const untilStopping =
  (accept: Accept, stopping: () => boolean): Accept =>
  async (call) => {
    if (!stopping()) return accept(call);
    const reply = problemReply(new MagpieError('CLOSING'), sayIn(call.caller.locale));
    return { kind: 'refused', reply, code: 'CLOSING' };
  };
