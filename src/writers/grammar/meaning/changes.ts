import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Restriction } from '../parse/raw.ts';
import type { Tail } from '../parse/tail.ts';
import type { Choice } from './choices.ts';
import { continued, type Draft } from './draft.ts';
import { effectsOf } from './effects.ts';
import { type Condition, isSamePlace, type Place } from './meaning.ts';

/** A place where there is nothing to put the new value in the stead of is hardly the one that is meant. */
const nothingToReplace = 0.3;

/** "what about Texas?": the condition on the same column gives way, and where there is none the new one is added. */
export function swapped(lexicon: Lexicon, draft: Draft, restriction: Restriction): readonly Choice<Draft>[] {
  const { noun } = draft.anchored;
  return effectsOf(lexicon, noun, restriction).flatMap(
    ({ value: effect, cost }): readonly Choice<Draft>[] => {
      if (effect.kind !== 'condition') return [];
      const key = placeOf(effect.condition);
      const at = noun.conditions.findIndex(
        (condition) => key !== undefined && isSamePlace(key, placeOf(condition)),
      );
      const conditions =
        at < 0 ? [...noun.conditions, effect.condition] : noun.conditions.with(at, effect.condition);
      return [
        {
          value: { ...draft, anchored: { ...draft.anchored, noun: { ...noun, conditions } } },
          cost: cost + (at < 0 ? nothingToReplace : 0),
        },
      ];
    },
  );
}

/** The one column that a condition speaks of. */
function placeOf(condition: Condition): Place | undefined {
  switch (condition.kind) {
    case 'compare':
    case 'between':
    case 'among':
    case 'during':
    case 'part':
    case 'like':
    case 'missing':
      return condition.place;
    case 'not':
      return placeOf(condition.of);
    case 'any':
    case 'all':
    case 'both': {
      const [first, ...more] = condition.of.map(placeOf);
      return first && more.every((other) => isSamePlace(first, other)) ? first : undefined;
    }
    case 'related':
    case 'shared':
    case 'measured':
      return undefined;
  }
}

/** "how many are there?": the rows of the answer before, counted. */
export function counting(draft: Draft): readonly Choice<Draft>[] {
  const { noun, sums } = draft.anchored;
  if (sums || noun.pick) return [];
  return [
    {
      value: {
        ...draft,
        anchored: { noun, groups: [], sums: true, named: true },
        items: [{ kind: 'count', noun }],
        orders: [],
      },
      cost: 0,
    },
  ];
}

/** "and by month?": gathered under this, and no longer under what it was. */
export const gatheredAnew = (
  lexicon: Lexicon,
  draft: Draft,
  piece: Extract<Tail, { kind: 'gather' }>,
): readonly Choice<Draft>[] =>
  continued(lexicon, [{ value: { ...draft, anchored: { ...draft.anchored, groups: [] } }, cost: 0 }], {
    ...piece,
    by: false,
  });

/** "the top 5 of those": of an answer that has an order. */
export function limited(draft: Draft, count: number): readonly Choice<Draft>[] {
  const { noun, sums } = draft.anchored;
  if (noun.pick)
    return [
      {
        value: {
          ...draft,
          anchored: { ...draft.anchored, noun: { ...noun, pick: { ...noun.pick, count } } },
        },
        cost: 0,
      },
    ];
  return draft.orders.length > 0 && !sums
    ? [{ value: { ...draft, anchored: { ...draft.anchored, noun: { ...noun, count } } }, cost: 0 }]
    : [];
}
