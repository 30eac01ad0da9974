import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Lead, Limit, Restriction } from '../parse/raw.ts';
import { type Choice, likely } from './choices.ts';
import { comparisons } from './comparisons.ts';
import { fullNames } from './full-names.ts';
import { knowns } from './knowns.ts';
import { likes } from './likes.ts';
import { type Condition, isSamePlace, type Noun, negated, type Pick } from './meaning.ts';
import { picks } from './picks.ts';
import { pathsTo } from './places.ts';
import { involvements, relations } from './relations.ts';
import { timings } from './timings.ts';
import { valuesOf } from './values.ts';

/** What a restriction does to a noun: a condition on its rows, a pick of some of them, or a ranking still without a measure. */
export type Effect =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'pick'; readonly pick: Pick }
  | { readonly kind: 'open'; readonly open: NonNullable<Noun['open']> }
  | { readonly kind: 'nothing' };

export function effectsOf(lexicon: Lexicon, noun: Noun, restriction: Restriction): readonly Choice<Effect>[] {
  switch (restriction.kind) {
    case 'limit':
      return likely(limitEffects(lexicon, noun, restriction.limit, restriction.lead));
    case 'any':
    case 'all':
      return joined(lexicon, noun, restriction);
  }
}

function limitEffects(lexicon: Lexicon, noun: Noun, limit: Limit, lead: Lead): readonly Choice<Effect>[] {
  switch (limit.kind) {
    case 'best':
      // "on the first of January" is a day.
      if (lead.negated || (limit.by?.kind === 'scale' && lead.words.includes('on'))) return [];
      return bests(lexicon, noun, limit, lead);
    case 'compound':
      return compounds(lexicon, noun, limit);
    case 'not':
      return limitEffects(lexicon, noun, limit.of, { ...lead, negated: !lead.negated });
    default:
      return conditionsOf(lexicon, noun, limit, lead)
        .filter(({ value }) => !lead.negated || !isAlwaysTrue(value))
        .map(({ value, cost }) => ({
          value: { kind: 'condition', condition: lead.negated ? negated(value) : value },
          cost,
        }));
  }
}

/** An adjective that measures nothing here may still be explained: "the worst movies by rating". */
function bests(
  lexicon: Lexicon,
  noun: Noun,
  { by, end, count }: Extract<Limit, { kind: 'best' }>,
  lead: Lead,
): readonly Choice<Effect>[] {
  const rank = { end, ...(count && { count }) };
  const open: Choice<Effect> = { value: { kind: 'open', open: rank }, cost: 0.1 };
  if (!by) return [open];
  const found = picks(lexicon, noun, by, rank, lead).map(
    ({ value, cost }): Choice<Effect> => ({ value: { kind: 'pick', pick: value }, cost }),
  );
  return by.kind === 'scale' ? [...found, open] : found;
}

/** "car models": the models of cars, if the two belong together. */
function compounds(
  lexicon: Lexicon,
  noun: Noun,
  { mention }: Extract<Limit, { kind: 'compound' }>,
): readonly Choice<Effect>[] {
  return mention.matches.flatMap(({ named, cost }): Choice<Effect>[] =>
    named.kind === 'table' &&
    cost < 0.3 &&
    named.table !== noun.table &&
    pathsTo(lexicon, noun.table, named.table, []).length === 1
      ? [{ value: { kind: 'nothing' }, cost }]
      : [],
  );
}

function conditionsOf(
  lexicon: Lexicon,
  noun: Noun,
  limit: Exclude<Limit, { kind: 'best' | 'compound' | 'not' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  switch (limit.kind) {
    case 'compare':
    case 'between':
      return comparisons(lexicon, noun, limit, lead);
    case 'values':
      return valuesOf(lexicon, noun, limit, lead);
    case 'full-name':
      return fullNames(lexicon, noun, limit, lead);
    case 'like':
      return likes(lexicon, noun, limit, lead);
    case 'timing':
      return timings(lexicon, noun, limit, lead);
    case 'relation':
      return relations(lexicon, noun, limit, lead);
    case 'involved':
      return involvements(lexicon, noun, limit, lead);
    case 'known':
      return knowns(lexicon, noun, limit, lead);
  }
}

/** "channels without cartoons", where a channel is but a column of the cartoons. */
const isAlwaysTrue = (condition: Condition): boolean => condition.kind === 'all' && condition.of.length === 0;

/** Each part in its likeliest way; a part that could as well mean something else makes the whole dearer. */
function joined(
  lexicon: Lexicon,
  noun: Noun,
  { kind, of }: Extract<Restriction, { of: readonly Restriction[] }>,
): readonly Choice<Effect>[] {
  const parts = of.map((each) =>
    effectsOf(lexicon, noun, each).filter(({ value }) => value.kind === 'condition'),
  );
  return combinations(parts).map((choices) => ({
    value: {
      kind: 'condition',
      condition: together(
        kind,
        choices.flatMap(({ value }) => (value.kind === 'condition' ? [value.condition] : [])),
      ),
    },
    cost: choices.reduce((sum, { cost }) => sum + cost, 0),
  }));
}

/** "from NY or from CA" is one list of values. */
function together(kind: 'any' | 'all', of: readonly Condition[]): Condition {
  const [first] = of;
  if (
    kind === 'any' &&
    first?.kind === 'among' &&
    of.every((each) => each.kind === 'among' && isSamePlace(each.place, first.place))
  ) {
    return { ...first, values: of.flatMap((each) => (each.kind === 'among' ? each.values : [])) };
  }
  return { kind, of };
}

const combinations = <T>(parts: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  parts.reduce<readonly (readonly T[])[]>(
    (all, part) => all.flatMap((before) => part.slice(0, 2).map((next) => [...before, next])).slice(0, 8),
    [[]],
  );
