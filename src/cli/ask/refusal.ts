import type { Clarified, Costly, Declined } from '../../ask/answer-question.ts';
import type { Say } from '../../core/text.ts';
import { formatAbout } from '../../render/numbers.ts';
import { visible } from '../../render/visible.ts';

/** Why there is no answer, and what could be asked instead. */
export interface Refused {
  readonly why: string;
  readonly suggestions: readonly string[];
}

export function refusalOf(asked: Clarified | Costly | Declined, say: Say): Refused {
  switch (asked.kind) {
    case 'clarified':
      return { why: asked.question, suggestions: asked.choices };
    case 'costly': {
      const rows = formatAbout(asked.estimate.rows, 'en');
      const why = say(asked.estimate.cartesian ? 'ask.costlyProduct' : 'ask.costly', { rows });
      return { why: `${why} (--yes)`, suggestions: [] };
    }
    case 'declined':
      return { why: asked.why, suggestions: asked.suggestions };
  }
}

/** As a terminal shows it, each suggestion on a line of its own. */
export const refusalText = ({ why, suggestions }: Refused): string =>
  [why, ...suggestions.map((other) => `  ${other}`)].map((line) => `${visible(line)}\n`).join('');
