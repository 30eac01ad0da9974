import type { End } from '../meaning/meaning.ts';
import { comma, type Item, sortable } from './items.ts';
import { phrase, says } from './phrase.ts';
import { articles } from './quantity.ts';
import { map, type Rule } from './rule.ts';
import { either, list, longest, optional, sequence, skip } from './sequence.ts';

/** In which order; without a column, that of what is shown. */
export interface Ordering {
  /** "by country and name": the first counts most. */
  readonly by?: readonly Item[];
  readonly end: End;
}

const direction: Rule<End> = longest(
  either(
    says(
      'high',
      'descending|desc|descendingly|in descending order|from highest to lowest|from the highest to the lowest|from high to low|highest first|from most to least|most first|largest first|biggest first|' +
        'from largest to smallest|from biggest to smallest|from the oldest to the youngest|from oldest to youngest|oldest first|in reverse alphabetical order|in reversed alphabetical order|reverse alphabetically|in decreasing order|decreasing|' +
        'in reversed lexicographical order|in reverse lexicographical order|newest first|latest first|most recent first|from newest to oldest|in reverse order|from the most to the least|longest first|most expensive first|from z to a',
    ),
    says(
      'low',
      'ascending|asc|in ascending order|from lowest to highest|from the lowest to the highest|from low to high|lowest first|smallest first|least first|from smallest to largest|from the youngest to the oldest|' +
        'from youngest to oldest|youngest first|alphabetically|in alphabetical order|in lexicographical order|in alphabetic order|in increasing order|increasing|cheapest first|from oldest to newest|' +
        'in chronological order|chronologically|earliest first|from a to z|shortest first|from least to most',
    ),
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
      optional(direction, 'low' as const),
    ),
    ([by, end]) => ({ by, end }),
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
    ([end, by]) => ({ by, end }),
  ),
  map(
    sequence(start, word, skip(optional(phrase('in'))), direction, skip(optional(phrase('order')))),
    ([end]) => ({ end }),
  ),
);

/** "by age" behind "sort the employees". */
export const sortedBy: Rule<Ordering> = map(
  sequence(
    skip(phrase('by|in order of|according to')),
    the,
    columns,
    skip(optional(phrase(',|in'))),
    optional(direction, 'low' as const),
  ),
  ([by, end]) => ({ by, end }),
);
