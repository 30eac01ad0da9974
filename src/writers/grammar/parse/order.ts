import { comma, type Item, sortable } from './items.ts';
import { phrase, says } from './phrase.ts';
import { articles } from './quantity.ts';
import { map, type Rule } from './rule.ts';
import { either, list, longest, optional, sequence, skip } from './sequence.ts';
import { type Degree, extreme, plainEnd } from './superlative.ts';

/** From which end, and of what: of the letters of a text, of an amount ("highest first"), of what an adjective measures ("oldest first"). */
export interface Direction extends Degree {
  readonly of?: 'letters' | 'amount';
}

/** In which order; without a column, that of what is shown. */
export interface Ordering {
  /** "by country and name": the first counts most. */
  readonly by?: readonly Item[];
  readonly direction: Direction;
}

const ascending: Direction = { end: 'low' };
const degreed: Rule<Direction> = map(
  either(
    map(sequence(extreme, skip(phrase('first'))), ([first]) => first),
    map(
      sequence(
        skip(phrase('from')),
        skip(optional(phrase('the'))),
        either(extreme, plainEnd),
        skip(phrase('to|to the')),
        either(extreme, plainEnd),
      ),
      ([first, last]) => (first.end === last.end ? undefined : first),
    ),
  ),
  (found) => (found.adjective ? found : { ...found, of: 'amount' }),
);

const direction: Rule<Direction> = longest(
  either(
    degreed,
    says<Direction>(
      { end: 'high' },
      'descending|desc|descendingly|in descending order|in decreasing order|decreasing|in reverse order',
    ),
    says<Direction>({ end: 'low' }, 'ascending|asc|in ascending order|in increasing order|increasing'),
    says<Direction>(
      { end: 'high', of: 'letters' },
      'in reverse alphabetical order|in reversed alphabetical order|reverse alphabetically|in reversed lexicographical order|in reverse lexicographical order|from z to a',
    ),
    says<Direction>(
      { end: 'low', of: 'letters' },
      'alphabetically|in alphabetical order|in lexicographical order|in alphabetic order|from a to z',
    ),
    says<Direction>({ end: 'low', adjective: 'early' }, 'in chronological order|chronologically'),
  ),
);

export const sortWord = phrase(
  'ordered by|order by|sorted by|sort by|sort them by|rank by|ranked by|arranged by|in order of|ordered in|sorted in|sort in|sort the result by|sort the list by|and sort|sort|order|sort them|order them|' +
    'order them by|sort the result|order the result|ordered|sorted|arrange|arranged|listed in|rank|rank them by|listed by|listed',
);
const the = skip(articles);
const start = skip(optional(phrase(',|and|, and')));
const word = skip(optional(sortWord));

const columns = list(sortable, sequence(comma, articles));

/** "ordered by age, oldest first", "in descending order of capacity", "alphabetically". */
export const ordering: Rule<Ordering> = either(
  map(
    sequence(
      start,
      skip(sortWord),
      skip(optional(phrase('by'))),
      the,
      columns,
      skip(optional(phrase(',|in'))),
      optional(direction, ascending),
    ),
    ([by, how]) => ({ by, direction: how }),
  ),
  map(
    sequence(
      start,
      word,
      skip(optional(phrase('in|by'))),
      direction,
      skip(optional(phrase('of|by|according to|order of|order by|order'))),
      the,
      columns,
    ),
    ([how, by]) => ({ by, direction: how }),
  ),
  map(
    sequence(start, word, skip(optional(phrase('in'))), direction, skip(optional(phrase('order')))),
    ([how]) => ({ direction: how }),
  ),
);

/** "by age" behind "sort the employees". */
export const sortedBy: Rule<Ordering> = map(
  sequence(
    skip(phrase('by|in order of|according to')),
    the,
    columns,
    skip(optional(phrase(',|in'))),
    optional(direction, ascending),
  ),
  ([by, how]) => ({ by, direction: how }),
);
