import type { Table } from '../../../core/data-source.ts';
import type { Field } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { NameMatch } from '../lexicon/name-index.ts';
import type { Mention, Said } from '../parse/mention.ts';
import type { Restriction } from '../parse/raw.ts';
import type { Choice } from '../parse/rule.ts';
import type { Period } from '../words/calendar.ts';
import { along } from './along.ts';
import { type Effect, effectsOf } from './effects.ts';
import { type Condition, isSamePlace, type Noun, type Pick } from './meaning.ts';
import { likely } from './places.ts';

export type Head =
  | { readonly kind: 'mention'; readonly mention: Mention }
  | { readonly kind: 'said'; readonly said: Said };

export interface RawNoun {
  readonly head: Head;
  readonly distinct: boolean;
  /** "three states" */
  readonly count?: number;
  readonly restrictions: readonly Restriction[];
}

/** A word that is the very name of a table does not mean another that only contains it. */
const sameName = 0.15;
/** What the restriction costs that jumps over a noun to an earlier one. */
const overNoun = 0.15;
/** What a mere value ("volvos") or a key costs as a noun. */
const cost = { column: 0.1, time: 0.2, key: 0.4 };

/** Everything that a noun with all its restrictions may stand for in this schema. */
export function nounsFor(lexicon: Lexicon, raw: RawNoun): readonly Choice<Noun>[] {
  const nouns = raw.restrictions.reduce<readonly Choice<Noun>[]>(
    (before, restriction) => likely(before.flatMap((noun) => restrict(lexicon, noun, restriction))),
    headsFor(raw),
  );
  return isFullName(raw) ? nouns.filter(({ value }) => namesItself(value)) : nouns;
}

/** "Frank Harris" is one name, and not what two columns have to do with each other. */
const isFullName = ({ head, restrictions }: RawNoun): boolean =>
  head.kind === 'said' &&
  isCapital(head.said) &&
  restrictions.some(
    (each) => each.kind === 'limit' && each.limit.kind === 'values' && each.limit.values.some(isCapital),
  );

const namesItself = ({ conditions }: Noun): boolean =>
  conditions.every(
    (each) => each.kind === 'among' && each.place.path.length === 0 && each.place.field.kind === 'label',
  );

const isCapital = ({ text }: Said): boolean => /^\p{Lu}/u.test(text);

function headsFor({ head, distinct, count }: RawNoun): readonly Choice<Noun>[] {
  const rest = { distinct, ...(count && { count }) };
  if (head.kind === 'said') {
    return likely(
      head.said.stored.map(({ field, value, cost: far }) => ({
        value: { table: field.table, conditions: [equal(field, value)], ...rest },
        cost: far,
      })),
    );
  }
  const matches = head.mention.matches.filter((match, _, all) => !isNameOfTable(match, all));
  return likely(
    matches.flatMap(({ named, cost: far }): readonly Choice<Noun>[] => {
      if (named.kind === 'table')
        return [{ value: { table: named.table, conditions: [], ...rest }, cost: far }];
      const { field } = named;
      if (field.kind === 'number' || field.kind === 'flag') return [];
      return [
        {
          value: { table: field.table, column: field, conditions: [], ...rest },
          cost: far + headCost(field),
        },
      ];
    }),
    sameName,
  );
}

const equal = (field: Field, value: string): Noun['conditions'][number] => ({
  kind: 'among',
  place: { path: [], field },
  values: [value],
});

const headCost = ({ kind }: Field): number =>
  kind === 'identifier' ? cost.key : kind === 'time' ? cost.time : cost.column;

/** "continents" are the rows of a table and not what its name column or the keys to it hold. */
const isNameOfTable = ({ named, cost: far }: NameMatch, all: readonly NameMatch[]): boolean =>
  named.kind === 'field' &&
  all.some(
    (other) =>
      other.named.kind === 'table' &&
      other.cost <= far + 0.05 &&
      (['identifier', 'label'].includes(named.field.kind) || other.named.table === named.field.table),
  );

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
