import type { Outcome } from '../call.ts';
import type { Answer } from '../command.ts';
import type { Turn } from '../history.ts';
import { asMagpieError, problemReply } from '../problem.ts';
import type { Reply } from '../reply.ts';
import type { Say } from '../text.ts';

/** How a call ended, and what its caller is told. */
export interface Ending {
  readonly outcome: Outcome;
  readonly reply: Reply;
  readonly turn?: Turn;
  /** Why it did not end well. */
  readonly error?: unknown;
}

export const answered = ({ reply, turn }: Answer): Ending => ({
  outcome: 'done',
  reply,
  ...(turn && { turn }),
});

export function endedBy(error: unknown, say: Say): Ending {
  const reply = problemReply(error, say);
  switch (asMagpieError(error).code) {
    case 'CANCELLED':
    case 'CANCELLED_BY_OPERATOR':
      return { outcome: 'cancelled', error, reply: { ...reply, title: say('cancel.title'), tone: 'plain' } };
    case 'DEADLINE_PASSED':
      return { outcome: 'expired', error, reply };
    default:
      return { outcome: 'failed', error, reply };
  }
}
