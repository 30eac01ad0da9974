import { MagpieError } from '../../src/core/errors.ts';
import type { Say } from '../../src/core/text.ts';
import { visible } from '../../src/render/visible.ts';

// Fillers of Hangul are letters that nobody sees.
const seen = /[\p{L}\p{N}\p{S}\p{P}]/u;
const fillers = /[\u115f\u1160\u3164\uffa0]/g;

/** A label as people see it, on one line. Throws OPTION_INVALID where nothing of it can be seen. */
export function labelOf(text: string, say: Say): string {
  const label = visible(text.replaceAll(/\s+/g, ' ')).trim();
  if (seen.test(label.replaceAll(fillers, ''))) return label;
  throw new MagpieError('OPTION_INVALID', { why: say('teach.unseen') });
}
