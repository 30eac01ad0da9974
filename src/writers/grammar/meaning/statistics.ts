import type { Lexicon } from '../lexicon/lexicon.ts';
import { boundsOf } from '../parse/quantity.ts';
import type { Lead, Limit, Subject } from '../parse/raw.ts';
import type { Choice } from './choices.ts';
import type { Condition, Noun } from './meaning.ts';
import { placesOf } from './places.ts';
import { relations } from './relations.ts';
import { factorOf } from './unit-factor.ts';
import { fieldsNamed } from './values.ts';

type Comparison = Extract<Limit, { kind: 'compare' | 'between' }>;

/** "whose number of concerts is above 3". */
export function counted(
  lexicon: Lexicon,
  noun: Noun,
  limit: Comparison,
  subject: Extract<Subject, { kind: 'count' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  const bounds =
    limit.kind === 'between'
      ? { from: limit.low, to: limit.high }
      : limit.operand.kind === 'number' && !limit.operand.unit
        ? boundsOf(limit.comparator, limit.operand.value)
        : undefined;
  return bounds
    ? relations(lexicon, noun, { kind: 'relation', noun: subject.noun, bounds, none: false }, lead)
    : [];
}

/** "whose average price is over 60": over the rows that belong to it. */
export function measured(
  lexicon: Lexicon,
  noun: Noun,
  limit: Comparison,
  { statistic, mention }: Extract<Subject, { kind: 'statistic' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  if (limit.kind === 'between' || limit.operand.kind !== 'number') return [];
  const { comparator } = limit;
  const { value, unit } = limit.operand;
  return placesOf(lexicon, noun.table, fieldsNamed(mention), { words: lead.words, kinds: ['number'] })
    .filter(({ value: place }) => factorOf(place, unit) === 1)
    .filter(
      // "regions whose average ..." takes it over the region, which the rows of another table do not have.
      ({ value: { path } }) => (noun.column ? path.length === 0 : path[0]?.toward === 'many'),
    )
    .map(({ value: { path, field }, cost }) => ({
      value: {
        kind: 'measured',
        path,
        statistic,
        field,
        comparator,
        value,
        ...(noun.column && { shared: noun.column }),
      },
      cost,
    }));
}
