import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Restriction } from '../parse/raw.ts';
import type { Tail } from '../parse/tail.ts';
import { monthIn, monthOf } from '../words/calendar.ts';
import type { Choice } from './choices.ts';
import { continued, type Draft } from './draft.ts';
import { effectsOf } from './effects.ts';
import { type Condition, type DatePart, isSamePlace, type Place } from './meaning.ts';

/** A place where there is nothing to put the new value in the stead of is hardly the one that is meant. */
const nothingToReplace = 0.3;

/** "what about Texas?": the condition on the same column gives way, and where there is none the new one is added. */
export const swapped = (lexicon: Lexicon, draft: Draft, restriction: Restriction): readonly Choice<Draft>[] =>
  conditionsFor(lexicon, draft, restriction).flatMap(({ value: condition, cost }) => {
    const { conditions } = draft.anchored.noun;
    const instead = insteadOf(conditions, condition);
    return instead
      ? [{ value: withConditions(draft, instead), cost }]
      : { value: withConditions(draft, [...conditions, condition]), cost: cost + nothingToReplace };
  });

/** "and Google?": said without more, it can only stand for what was said before. */
export const replaced = (
  lexicon: Lexicon,
  draft: Draft,
  restriction: Restriction,
): readonly Choice<Draft>[] =>
  conditionsFor(lexicon, draft, restriction).flatMap(({ value: condition, cost }) => {
    const instead = insteadOf(draft.anchored.noun.conditions, condition);
    return instead ? [{ value: withConditions(draft, instead), cost }] : [];
  });

/** With the condition on the same column replaced by this; undefined when there is none. */
function insteadOf(conditions: readonly Condition[], condition: Condition): readonly Condition[] | undefined {
  const at = conditions.findIndex((each) => speaksOfTheSame(each, condition));
  return at < 0 ? undefined : conditions.with(at, inYearOf(conditions[at], condition));
}

/** The months of the year and the days of the week are apart; a month may stand for a stretch of time. */
function speaksOfTheSame(before: Condition, condition: Condition): boolean {
  const place = placeOf(condition);
  if (!place || !isSamePlace(place, placeOf(before))) return false;
  if (condition.kind === 'part')
    return before.kind === 'part' ? before.part === condition.part : isMonth(before, condition);
  return condition.kind !== 'during' || before.kind !== 'part';
}

const isMonth = (before: Condition | undefined, { part }: { readonly part: DatePart }): boolean =>
  part === 'month' && before?.kind === 'during' && monthIn(before.period) !== undefined;

/** "March" behind "in January 2001" is March 2001. */
function inYearOf(before: Condition | undefined, condition: Condition): Condition {
  if (condition.kind !== 'part' || before?.kind !== 'during') return condition;
  return {
    kind: 'during',
    place: before.place,
    period: monthOf(Number(before.period.from?.slice(0, 4)), condition.number),
  };
}

/** "in Texas" goes on; "and to Denver?" behind "from Denver" turns around. */
export const narrowed = (
  lexicon: Lexicon,
  draft: Draft,
  restriction: Restriction,
): readonly Choice<Draft>[] =>
  continued(lexicon, [{ value: draft, cost: 0 }], { kind: 'restrict', restriction }).map(
    ({ value, cost }) => {
      const { conditions } = value.anchored.noun;
      const added = conditions.at(-1);
      return {
        value: withConditions(
          value,
          conditions.filter((before) => !added || !isTurned(before, added)),
        ),
        cost,
      };
    },
  );

const isTurned = (before: Condition, added: Condition): boolean =>
  before.kind === 'among' &&
  added.kind === 'among' &&
  before.values.join() === added.values.join() &&
  !isSamePlace(before.place, added.place);

const conditionsFor = (
  lexicon: Lexicon,
  { anchored }: Draft,
  restriction: Restriction,
): readonly Choice<Condition>[] =>
  effectsOf(lexicon, anchored.noun, restriction).flatMap(({ value, cost }) =>
    value.kind === 'condition' ? [{ value: value.condition, cost }] : [],
  );

const withConditions = (draft: Draft, conditions: readonly Condition[]): Draft => ({
  ...draft,
  anchored: { ...draft.anchored, noun: { ...draft.anchored.noun, conditions } },
});

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

/** "and by month?": gathered under this, and no longer under what it was; "and by budget?": ranked by this. */
export function gatheredAnew(
  lexicon: Lexicon,
  draft: Draft,
  piece: Extract<Tail, { kind: 'gather' }>,
): readonly Choice<Draft>[] {
  const { noun, sums } = draft.anchored;
  const { pick, ...unranked } = noun;
  const before = pick && !sums ? { ...unranked, open: { end: pick.end, count: pick.count } } : noun;
  const anchored = { ...draft.anchored, noun: before, groups: [] };
  return continued(lexicon, [{ value: { ...draft, anchored }, cost: 0 }], { ...piece, by: !sums });
}

/** "which ones?": the rows that were counted. */
export function listing(draft: Draft): readonly Choice<Draft>[] {
  const { noun, groups } = draft.anchored;
  if (groups.length > 0 || !draft.items.every(({ kind }) => kind === 'count')) return [];
  return [
    {
      value: {
        ...draft,
        anchored: { noun, groups: [], sums: false, named: true },
        items: [{ kind: 'noun', noun, which: false }],
      },
      cost: 0,
    },
  ];
}

/** "the top 5 of those": of an answer that has an order; those on top of an ascending one are not surely the first. */
export function limited(draft: Draft, count: number, best: boolean): readonly Choice<Draft>[] {
  const { noun, sums } = draft.anchored;
  if (best && draft.orders.some(({ direction }) => direction.end === 'low')) return [];
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
