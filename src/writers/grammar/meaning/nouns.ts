import type { Field } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { NameMatch } from '../lexicon/name-index.ts';
import type { Mention } from '../parse/mention.ts';
import type { Restriction } from '../parse/raw.ts';
import type { Said } from '../parse/said.ts';
import { type Choice, likely } from './choices.ts';
import { type Noun, namesItself } from './meaning.ts';
import { restrict } from './restrict.ts';

type Head =
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
/** What the very name costs at most. */
const exact = 0.05;
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
  const matches = head.mention.matches.filter(
    (match, _, all) => !isNameOfTable(match, all) && !isHalfName(match, all),
  );
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

/** "prices" is the column of that name, and not the table stock_prices. */
const isHalfName = ({ named, cost: far }: NameMatch, all: readonly NameMatch[]): boolean =>
  named.kind === 'table' &&
  far > exact &&
  all.some((other) => other.named.kind === 'field' && other.cost <= exact);

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
