import type { Bounds, Comparator } from '../meaning/meaning.ts';
import { number } from './number.ts';
import { phrase, says } from './phrase.ts';
import { map, type Rule } from './rule.ts';
import { either, longest, many, optional, sequence, skip } from './sequence.ts';

/** How many of something: none, or within bounds. */
export type Quantity = { readonly kind: 'none' } | { readonly kind: 'count'; readonly bounds: Bounds };

/** In front of a number. */
export const comparator: Rule<Comparator> = longest(
  either(
    says('=', '=|equal to|equals|equal|exactly|exactly equal to|precisely'),
    says('<>', '!=|not equal to|different from|other than|different than'),
    says(
      '>',
      '>|above|over|more than|greater than|larger than|higher than|bigger than|longer than|taller than|better than|heavier than|exceed|exceeded|exceeds|exceeding|beyond|in excess of',
    ),
    says(
      '<',
      '<|below|under|less than|fewer than|lower than|smaller than|shorter than|worse than|lighter than',
    ),
    says(
      '>=',
      '>=|at least|no less than|not less than|no fewer than|greater than or equal to|more than or equal to|a minimum of|minimum of',
    ),
    says(
      '<=',
      '<=|at most|no more than|not more than|no greater than|up to|less than or equal to|a maximum of|maximum of',
    ),
  ),
);

/** Behind a number: "5 or more". */
export const afterNumber: Rule<Comparator> = either(
  says(
    '>=',
    'or more|or higher|or above|or greater|or over|or better|or older|or larger|or longer|and above|and up|and over|+',
  ),
  says(
    '<=',
    'or less|or lower|or fewer|or below|or under|or younger|or smaller|or shorter|and below|and under',
  ),
);

/** What a comparison says of a count; nothing when it leaves a hole. */
export function boundsOf(how: Comparator, value: number): Bounds | undefined {
  switch (how) {
    case '=':
      return { from: value, to: value };
    case '>':
      return { from: value + 1 };
    case '>=':
      return { from: value };
    case '<':
      return { to: value - 1 };
    case '<=':
      return { to: value };
    case '<>':
      return undefined;
  }
}

const count = (bounds: Bounds | undefined): Quantity | undefined =>
  bounds && Object.values(bounds).every((bound) => Number.isInteger(bound) && bound >= 0)
    ? { kind: 'count', bounds }
    : undefined;

/** Before a noun: "at least 3", "no", "between 2 and 4". */
export const quantity: Rule<Quantity> = either(
  says({ kind: 'none' }, 'no|zero|not any|not a single|no single|none of the'),
  says({ kind: 'count', bounds: { from: 2 } }, 'multiple|more than one'),
  map(sequence(optional(comparator, '=' as const), number), ([how, value]) => count(boundsOf(how, value))),
  map(sequence(number, afterNumber), ([value, how]) => count(boundsOf(how, value))),
  map(sequence(skip(phrase('only')), number), ([value]) => count({ from: value, to: value })),
  map(sequence(skip(phrase('between')), number, skip(phrase('and')), number), ([from, to]) =>
    count({ from, to }),
  ),
);

/** An article or its like, which says nothing that a table could know. */
export const determiner = phrase(
  'the|a|an|all|all the|all of the|all of our|any|any of the|some|some of the|these|those|this|that|our|my|your|their|its|his|her|his or her|a single|single|at least one|both|' +
    'a particular|a certain|one of the|any other|of the|of all|of all the|one|the list of|a list of|list of|the set of|the other',
);

/** "all of the": as many of them as stand here. */
export const articles: Rule<unknown> = longest(many(determiner, 3));
