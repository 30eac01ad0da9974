import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Each } from '../parse/each.ts';
import type { Ordering } from '../parse/order.ts';
import { noLead } from '../parse/raw.ts';
import type { Choice } from './choices.ts';
import type { Measure, Noun, Order, Pick, Shown } from './meaning.ts';
import { picks } from './picks.ts';
import { placesOf } from './places.ts';
import { fieldsNamed } from './values.ts';

/** The order that was asked for; without a column, that of what is shown. */
export function ordersOf(
  lexicon: Lexicon,
  noun: Noun,
  shown: readonly Shown[],
  { by, end }: Ordering,
): Choice<readonly Order[]> | undefined {
  if (!by) {
    const [first, ...more] = shown.filter(({ kind }) => kind === 'place');
    return first?.kind === 'place' && more.length === 0
      ? { value: [{ by: { kind: 'place', place: first.place }, end }], cost: 0 }
      : undefined;
  }
  const found = by.map((item) => measureOf(lexicon, noun, item));
  if (found.some((each) => each === undefined)) return undefined;
  const orders = found.flatMap((each) => (each ? [{ by: each.value, end }] : []));
  return { value: orders, cost: found.reduce((sum, each) => sum + (each?.cost ?? 0), 0) };
}

function measureOf(
  lexicon: Lexicon,
  noun: Noun,
  by: NonNullable<Ordering['by']>[number],
): Choice<Measure> | undefined {
  if (by.kind === 'count') {
    return by.noun.table === noun.table
      ? { value: { kind: 'count', path: [], noun: by.noun }, cost: 0 }
      : undefined;
  }
  if (by.kind !== 'mention') return undefined;
  const [best, second] = placesOf(lexicon, noun.table, fieldsNamed(by.mention), { words: [] });
  if (!best || (second && second.cost - best.cost < 0.1)) return undefined;
  const { value: place, cost } = best;
  return {
    value: by.statistic ? { kind: 'aggregate', statistic: by.statistic, place } : { kind: 'place', place },
    cost,
  };
}

/** "top 5 movies by gross", "the worst movies by rating". */
export function rankedBy(
  lexicon: Lexicon,
  noun: Noun,
  each: Each,
  open: NonNullable<Noun['open']>,
): readonly Choice<Pick>[] {
  switch (each.kind) {
    case 'mention':
      return picks(lexicon, noun, { kind: 'mention', mention: each.mention }, open, noLead);
    case 'count':
      return each.noun.pick ? [] : picks(lexicon, noun, { kind: 'count', noun: each.noun }, open, noLead);
    case 'noun':
    case 'part':
      return [];
  }
}
