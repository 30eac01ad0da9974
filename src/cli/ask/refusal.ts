import type { Clarified, Declined } from '../../ask/answer-question.ts';
import { errorCatalogue, MagpieError } from '../../core/errors.ts';
import { nextStepOf } from '../../core/problem.ts';
import type { Say } from '../../core/text.ts';

/** Why there is no answer, and what could be asked instead. */
export interface Refused {
  readonly why: string;
  readonly suggestions: readonly string[];
}

export const refusalOf = (asked: Clarified | Declined): Refused =>
  asked.kind === 'clarified'
    ? { why: asked.question, suggestions: asked.choices }
    : { why: asked.why, suggestions: asked.suggestions };

/** An error as a refusal. Who calls the command line is the operator, so a fault names the next step. Throws what is no error of ours. */
export function refusedBy(error: unknown, signal: AbortSignal, say: Say): Refused {
  if (signal.aborted) return { why: say('problem.CANCELLED'), suggestions: [] };
  if (!(error instanceof MagpieError)) throw error;
  const { code, data } = error;
  const fault = errorCatalogue[code].by === 'fault' && code !== 'SQL_FAILED';
  return { why: fault ? nextStepOf(error) : say(`problem.${code}`, data), suggestions: [] };
}
