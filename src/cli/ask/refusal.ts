import type { Clarified, Declined } from '../../ask/answer-question.ts';
import { visible } from '../../render/visible.ts';

/** Why there is no answer, and what could be asked instead. */
export interface Refused {
  readonly why: string;
  readonly suggestions: readonly string[];
}

export const refusalOf = (asked: Clarified | Declined): Refused =>
  asked.kind === 'clarified'
    ? { why: asked.question, suggestions: asked.choices }
    : { why: asked.why, suggestions: asked.suggestions };

/** As a terminal shows it, each suggestion on a line of its own. */
export const refusalText = ({ why, suggestions }: Refused): string =>
  [why, ...suggestions.map((other) => `  ${other}`)].map((line) => `${visible(line)}\n`).join('');
