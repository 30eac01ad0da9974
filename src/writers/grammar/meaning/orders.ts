import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Each } from '../parse/each.ts';
import type { Direction, Ordering } from '../parse/order.ts';
import { noLead } from '../parse/raw.ts';
import { endOf, scalesOf } from '../words/adjectives.ts';
import type { Choice } from './choices.ts';
import type { End, Measure, Noun, Order, Pick, Shown } from './meaning.ts';
import { ofTime, picks } from './picks.ts';
import { placesOf, sameDistance } from './places.ts';
import { placesOnScale } from './scales.ts';
import { fieldsNamed } from './values.ts';

/** The order that was asked for; without a column, that of what is shown or of what an adjective measures. */
export function ordersOf(
  lexicon: Lexicon,
  noun: Noun,
  shown: readonly Shown[],
  { by, direction }: Ordering,
): Choice<readonly Order[]> | undefined {
  const { end, adjective } = direction;
  if (!by) return unnamed(lexicon, noun, shown, direction);
  const found = by.map((item) => measureOf(lexicon, noun, item));
  if (found.some((each) => each === undefined)) return undefined;
  const orders = found.flatMap((each) =>
    each ? [{ by: each.value, end: endFor(each.value, adjective, end) }] : [],
  );
  return { value: orders, cost: found.reduce((sum, each) => sum + (each?.cost ?? 0), 0) };
}

/** "by release date, oldest first" begins with the smallest date. */
const endFor = (by: Measure, adjective: string | undefined, end: End): End =>
  by.kind === 'place' ? ofTime(by.place.field.kind, adjective, end) : end;

function unnamed(
  lexicon: Lexicon,
  noun: Noun,
  shown: readonly Shown[],
  { of, adjective, end }: Direction,
): Choice<readonly Order[]> | undefined {
  const ordered = (by: Measure): Choice<readonly Order[]> => ({ value: [{ by, end }], cost: 0 });
  const measures = shown.flatMap((each) => measureShown(each) ?? []);
  const sums = measures.filter(({ kind }) => kind !== 'place');
  const texts = measures.filter((each) => each.kind === 'place' && each.place.field.kind !== 'number');
  if (of === 'letters') return only(texts, ordered);
  if (adjective && sums.length === 0) {
    const [best, second] = placesOnScale(lexicon, noun.table, adjective, end);
    if (best)
      return second && second.cost - best.cost < sameDistance
        ? undefined
        : {
            value: [{ by: { kind: 'place', place: best.value.place }, end: best.value.end }],
            cost: best.cost,
          };
  }
  if (adjective && (!endOf(adjective) || scalesOf(adjective).some(({ time }) => time))) return undefined;
  // "in descending order" beside a name and a number could be of either.
  if (of !== 'amount' && !adjective) return only(measures, ordered);
  return only(
    measures.filter((each) => !texts.includes(each)),
    ordered,
  );
}

const only = <T, U>([first, ...more]: readonly T[], make: (one: T) => U): U | undefined =>
  first !== undefined && more.length === 0 ? make(first) : undefined;

function measureShown(shown: Shown): Measure | undefined {
  switch (shown.kind) {
    case 'place':
    case 'aggregate':
      return shown;
    case 'count':
      return shown.of ? undefined : { kind: 'count', path: shown.path, noun: shown.noun };
    case 'part':
    case 'everything':
      return undefined;
  }
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
  if (!best || (second && second.cost - best.cost < sameDistance)) return undefined;
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
