import type { Bounds, Comparator } from '../meaning/meaning.ts';
import { number } from './number.ts';
import { either, map, meaning, optional, phrase, type Rule, sequence } from './rule.ts';

/** How many of something: some, none, or within bounds. */
export type Quantity =
  | { readonly kind: 'some' }
  | { readonly kind: 'none' }
  | { readonly kind: 'count'; readonly bounds: Bounds };

/** In front of a number. */
export const comparator: Rule<Comparator> = meaning<Comparator>({
  '=': '=',
  'equal to': '=',
  equals: '=',
  equal: '=',
  exactly: '=',
  'exactly equal to': '=',
  precisely: '=',
  '!=': '<>',
  'not equal to': '<>',
  'different from': '<>',
  'other than': '<>',
  'different than': '<>',
  '>': '>',
  above: '>',
  over: '>',
  'more than': '>',
  'greater than': '>',
  'larger than': '>',
  'higher than': '>',
  'bigger than': '>',
  'longer than': '>',
  'taller than': '>',
  exceed: '>',
  exceeding: '>',
  beyond: '>',
  'better than': '>',
  'in excess of': '>',
  'heavier than': '>',
  '<': '<',
  below: '<',
  under: '<',
  'less than': '<',
  'fewer than': '<',
  'lower than': '<',
  'smaller than': '<',
  'shorter than': '<',
  'worse than': '<',
  'lighter than': '<',
  '>=': '>=',
  'at least': '>=',
  'no less than': '>=',
  'not less than': '>=',
  'no fewer than': '>=',
  'greater than or equal to': '>=',
  'a minimum of': '>=',
  'minimum of': '>=',
  'more than or equal to': '>=',
  '<=': '<=',
  'at most': '<=',
  'no more than': '<=',
  'not more than': '<=',
  'up to': '<=',
  'less than or equal to': '<=',
  'a maximum of': '<=',
  'maximum of': '<=',
  'no greater than': '<=',
});

/** Behind a number: "5 or more". */
export const afterNumber: Rule<Comparator> = meaning<Comparator>({
  'or more': '>=',
  'or higher': '>=',
  'or above': '>=',
  'or greater': '>=',
  'or over': '>=',
  'and above': '>=',
  'and up': '>=',
  'or better': '>=',
  'or older': '>=',
  'or larger': '>=',
  'or longer': '>=',
  '+': '>=',
  'and over': '>=',
  'or less': '<=',
  'or lower': '<=',
  'or fewer': '<=',
  'or below': '<=',
  'or under': '<=',
  'and below': '<=',
  'or younger': '<=',
  'or smaller': '<=',
  'or shorter': '<=',
  'and under': '<=',
});

export const boundsOf = (comparator: Comparator, value: number): Bounds | undefined => {
  switch (comparator) {
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
};

const count = (bounds: Bounds | undefined): Quantity | undefined =>
  bounds && Object.values(bounds).every((bound) => Number.isInteger(bound) && bound >= 0)
    ? { kind: 'count', bounds }
    : undefined;

/** Before a noun: "at least 3", "no", "any", "between 2 and 4", "the". */
export const quantity: Rule<Quantity> = either(
  map(phrase('no|zero|not any|not a single|no single|none of the'), (): Quantity => ({ kind: 'none' })),
  map(phrase('multiple|more than one|several'), (found) =>
    count(found === 'several' ? undefined : { from: 2 }),
  ),
  map(sequence(optional(comparator, '=' as const), number), ([how, value]) =>
    how === '<>' ? undefined : count(boundsOf(how, value)),
  ),
  map(sequence(phrase('only'), number), ([, value]) => count({ from: value, to: value })),
  map(sequence(number, afterNumber), ([value, how]) => count(boundsOf(how, value))),
  map(sequence(phrase('between'), number, phrase('and'), number), ([, from, , to]) => count({ from, to })),
);

/** Articles and their like, which say nothing that a table could know. */
export const determiner = phrase(
  'the|a|an|all|all the|all of the|all of our|any|any of the|some|some of the|these|those|this|that|our|my|your|their|its|his|her|his or her|a single|single|at least one|both|a particular|a certain|one of the|any other|of the|of all|of all the|one|the list of|a list of|list of|the set of|the other',
);
