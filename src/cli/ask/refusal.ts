import type { Clarified, Declined } from '../../ask/answer-question.ts';

/** Why there is no answer, and what could be asked instead. */
export interface Refused {
  readonly why: string;
  readonly suggestions: readonly string[];
}

export const refusalOf = (asked: Clarified | Declined): Refused =>
  asked.kind === 'clarified'
    ? { why: asked.question, suggestions: asked.choices }
    : { why: asked.why, suggestions: asked.suggestions };
