import type { Table } from '../../../core/data-source.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Restriction } from '../parse/raw.ts';
import type { Period } from '../words/calendar.ts';
import { along } from './along.ts';
import type { Choice } from './choices.ts';
import { type Effect, effectsOf } from './effects.ts';
import { type Condition, isSamePlace, type Noun, type Pick } from './meaning.ts';

/** What the restriction costs that jumps over a noun to an earlier one. */
const overNoun = 0.15;

/** The noun, narrowed in each way in which the restriction can be understood of it. */
export function restrict(
  lexicon: Lexicon,
  { value: noun, cost: far }: Choice<Noun>,
  restriction: Restriction,
): readonly Choice<Noun>[] {
  const extra = far + past(noun, restriction);
  return effectsOf(lexicon, noun, restriction)
    .concat(ofRanked(lexicon, noun, restriction))
    .flatMap(({ value: effect, cost: more }) => {
      const narrowed = withEffect(noun, effect);
      return narrowed ? [{ value: narrowed, cost: extra + more }] : [];
    });
}

function withEffect(noun: Noun, effect: Effect): Noun | undefined {
  switch (effect.kind) {
    case 'nothing':
      return noun;
    case 'condition': {
      const { condition } = effect;
      if (contradicts(noun, condition)) return undefined;
      if (condition.kind === 'all' && condition.of.length === 0) return noun;
      return { ...noun, conditions: [...noun.conditions, condition] };
    }
    case 'open':
      return noun.pick || noun.open ? undefined : { ...noun, open: effect.open };
    case 'pick':
      return noun.pick || noun.open ? undefined : picked(noun, effect.pick);
  }
}

/** "the country with the highest life expectancy in 2005": the year is that of the figures by which they are ranked. */
function ofRanked(lexicon: Lexicon, { pick }: Noun, restriction: Restriction): readonly Choice<Effect>[] {
  if (pick?.by.kind !== 'place' || restriction.kind !== 'limit' || restriction.limit.kind !== 'timing')
    return [];
  const { path, field } = pick.by.place;
  if (path.every(({ toward }) => toward === 'one')) return [];
  return effectsOf(lexicon, rowsOf(field.table), restriction).flatMap(
    ({ value, cost: far }): readonly Choice<Effect>[] =>
      value.kind === 'condition'
        ? [{ value: { ...value, condition: along(path, value.condition) }, cost: far + 0.1 }]
        : [],
  );
}

/** "singers who performed in a concert in 2014": a time speaks of what was named last. */
function past({ conditions }: Noun, restriction: Restriction): number {
  const last = conditions.at(-1);
  const when =
    restriction.kind === 'limit' && restriction.limit.kind === 'timing' && !restriction.limit.subject;
  return when && (last?.kind === 'related' || last?.kind === 'shared') ? overNoun : 0;
}

/** No row has two values in one column. */
function contradicts({ conditions, column }: Noun, condition: Condition): boolean {
  if (condition.kind === 'during')
    return conditions.some(
      (other) =>
        other.kind === 'during' &&
        isSamePlace(other.place, condition.place) &&
        isApart(other.period, condition.period),
    );
  if (condition.kind === 'part')
    return conditions.some(
      (other) =>
        other.kind === 'part' &&
        other.part === condition.part &&
        other.number !== condition.number &&
        isSamePlace(other.place, condition.place),
    );
  if (condition.kind !== 'among' || column) return false;
  return conditions.some(
    (other) =>
      other.kind === 'among' &&
      isSamePlace(other.place, condition.place) &&
      !other.values.some((value) => condition.values.includes(value)),
  );
}

const isApart = (one: Period, other: Period): boolean =>
  (one.before !== undefined && other.from !== undefined && one.before <= other.from) ||
  (other.before !== undefined && one.from !== undefined && other.before <= one.from);

/** "three states" with "the most hurricanes" are the three with the most. */
export function picked({ count, open: _, ...noun }: Noun, pick: Pick): Noun {
  return { ...noun, pick: count !== undefined && pick.count === 1 ? { ...pick, count } : pick };
}

export const rowsOf = (table: Table): Noun => ({ table, conditions: [], distinct: false });
