import type { End, Function } from '../meaning/meaning.ts';
import { baseOf, endOf, scalesOf } from '../words/adjectives.ts';
import { wholeNumber } from './number.ts';
import { either, map, meaning, optional, phrase, type Rule, sequence, token } from './rule.ts';

/** An end of a scale, and the adjective where it names the scale itself: "older" of age, but "higher" of anything. */
export interface Degree {
  readonly end: End;
  readonly adjective?: string;
}

export interface Superlative extends Degree {
  /** Rows from that end. */
  readonly count: number;
}

const opposite: Record<End, End> = { high: 'low', low: 'high' };
const degree = (adjective: string, turned = false): Degree | undefined => {
  const end = endOf(adjective) ?? scalesOf(adjective)[0]?.end;
  return end && { end: turned ? opposite[end] : end, adjective };
};

const inflected = (suffix: 'er' | 'est') =>
  token((found) => (found.kind === 'word' ? baseOf(found.word, suffix) : undefined));
const base: Rule<string> = token((found) =>
  found.kind === 'word' && (scalesOf(found.word).length > 0 || endOf(found.word)) ? found.word : undefined,
);

const extreme: Rule<Degree> = either(
  map(inflected('est'), (adjective) => degree(adjective)),
  map(sequence(phrase('most'), base), ([, adjective]) => degree(adjective)),
  map(sequence(phrase('least'), base), ([, adjective]) => degree(adjective, true)),
  map(
    meaning<End>({
      most: 'high',
      maximum: 'high',
      max: 'high',
      top: 'high',
      maximal: 'high',
      least: 'low',
      fewest: 'low',
      minimum: 'low',
      min: 'low',
      bottom: 'low',
      minimal: 'low',
    }),
    (end): Degree => ({ end }),
  ),
);

const article = optional(phrase('the|its|their|his|her|a|an'));

/** "the highest", "the 3 most expensive", "top 5", "five oldest". */
export const superlative: Rule<Superlative> = either(
  map(sequence(article, optional(wholeNumber, 1), extreme), ([, count, rest]) => ({ count, ...rest })),
  map(sequence(article, extreme, wholeNumber), ([, rest, count]) => ({ count, ...rest })),
  map(sequence(article, phrase('top'), wholeNumber, extreme), ([, , count, rest]) => ({ count, ...rest })),
);

/** "older", "more expensive", "less", in front of "than". */
export const comparative: Rule<Degree> = either(
  map(inflected('er'), (adjective) => degree(adjective)),
  map(sequence(phrase('more'), base), ([, adjective]) => degree(adjective)),
  map(sequence(phrase('less'), base), ([, adjective]) => degree(adjective, true)),
  map(meaning<End>({ more: 'high', less: 'low', fewer: 'low' }), (end): Degree => ({ end })),
);

/** In front of the name of a number: "the average", "total", "the highest". */
export const aggregate: Rule<Function> = meaning<Function>({
  average: 'average',
  avg: 'average',
  mean: 'average',
  sum: 'sum',
  total: 'sum',
  'sum of': 'sum',
  'total amount of': 'sum',
  'total number of': 'sum',
  'total of': 'sum',
  combined: 'sum',
  overall: 'sum',
  minimum: 'minimum',
  min: 'minimum',
  lowest: 'minimum',
  smallest: 'minimum',
  least: 'minimum',
  'least amount of': 'minimum',
  earliest: 'minimum',
  shortest: 'minimum',
  cheapest: 'minimum',
  youngest: 'minimum',
  maximum: 'maximum',
  max: 'maximum',
  highest: 'maximum',
  largest: 'maximum',
  biggest: 'maximum',
  greatest: 'maximum',
  latest: 'maximum',
  longest: 'maximum',
  oldest: 'maximum',
  last: 'maximum',
  'most recent': 'maximum',
  'largest amount of': 'maximum',
  'highest amount of': 'maximum',
  'greatest amount of': 'maximum',
});
