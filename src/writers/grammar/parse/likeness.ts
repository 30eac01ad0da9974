import { mention } from './mention.ts';
import { phrase, says, token } from './phrase.ts';
import { articles } from './quantity.ts';
import { type Limit, unless } from './raw.ts';
import { costs, map, type Rule } from './rule.ts';
import { either, optional, sequence, skip } from './sequence.ts';

const the = skip(articles);
const not = optional(phrase('not'));
const text: Rule<string> = either(
  token((found) => (found.kind === 'quoted' ? found.text : undefined)),
  costs(
    0.1,
    token((found) => (found.kind === 'word' ? found.text : undefined)),
  ),
);
const piece = phrase(
  'the word|the substring|the substring the|the letter|the letters|the string|the phrase|the text|substring|letter|word',
);
const matching = either(
  says('contains', 'contain|containing|include|including'),
  map(sequence(skip(phrase('have|having|with')), piece), () => 'contains' as const),
  says('begins', 'start with|starting with|begin with|beginning with|started with'),
  says('ends', 'end with|ending with|end in|ending in'),
);

/** "whose name contains 'Hey'", "the word 'Hey' in its title". */
export const like: Rule<Limit> = either(
  map(
    sequence(
      the,
      mention,
      skip(optional(phrase('be|that|which|do'))),
      not,
      matching,
      skip(optional(either(piece, articles))),
      text,
    ),
    ([on, no, match, found]) => unless(no, { kind: 'like', subject: on, match, text: found }),
  ),
  map(
    sequence(skip(optional(piece)), text, skip(phrase('in|within')), the, mention),
    ([found, on]): Limit => ({ kind: 'like', subject: on, match: 'contains', text: found }),
  ),
);
