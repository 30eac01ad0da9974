import type { Table } from '../../../core/data-source.ts';
import type { Field } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { NameMatch } from '../lexicon/name-index.ts';
import type { Mention, Said } from '../parse/mention.ts';
import type { Restriction } from '../parse/raw.ts';
import type { Choice } from '../parse/rule.ts';
import { effectsOf } from './effects.ts';
import type { Noun } from './meaning.ts';
import { likely } from './places.ts';

export type Head =
  | { readonly kind: 'mention'; readonly mention: Mention }
  | { readonly kind: 'said'; readonly said: Said };

export interface RawNoun {
  readonly head: Head;
  readonly distinct: boolean;
  readonly restrictions: readonly Restriction[];
}

/** Everything that a noun with all its restrictions may stand for in this schema. */
export function nounsFor(lexicon: Lexicon, raw: RawNoun): readonly Choice<Noun>[] {
  return raw.restrictions.reduce<readonly Choice<Noun>[]>(
    (nouns, restriction) => likely(nouns.flatMap((noun) => restrict(lexicon, noun, restriction))),
    headsFor(raw),
  );
}

function headsFor({ head, distinct }: RawNoun): readonly Choice<Noun>[] {
  if (head.kind === 'said') {
    return likely(
      head.said.stored.map(({ field, value, cost }) => ({
        value: { table: field.table, distinct, conditions: [equal(field, value)] },
        cost,
      })),
    );
  }
  return likely(
    head.mention.matches
      .filter((match, _, all) => !isNameOfTable(match, all))
      .flatMap((match) => nounOf(match, distinct)),
  );
}

/** "continents" are the rows of a table and not what its name column or the keys to it hold. */
const isNameOfTable = ({ named, cost }: NameMatch, all: readonly NameMatch[]): boolean =>
  named.kind === 'field' &&
  all.some(
    (other) =>
      other.named.kind === 'table' &&
      other.cost <= cost + 0.05 &&
      (['identifier', 'label'].includes(named.field.kind) || other.named.table === named.field.table),
  );

const equal = (field: Field, value: string): Noun['conditions'][number] => ({
  kind: 'among',
  place: { path: [], field },
  values: [value],
});

/** A table's rows, or a column's different values where rows could share them. */
function nounOf({ named, cost }: NameMatch, distinct: boolean): readonly Choice<Noun>[] {
  if (named.kind === 'table') return [{ value: { table: named.table, conditions: [], distinct }, cost }];
  const { field } = named;
  if (field.kind === 'number' || field.kind === 'flag') return [];
  return [
    {
      value: { table: field.table, column: field, conditions: [], distinct },
      cost: cost + (field.kind === 'identifier' ? 0.4 : 0.1),
    },
  ];
}

/** The noun, narrowed in each way in which the restriction can be understood of it. */
export function restrict(
  lexicon: Lexicon,
  { value: noun, cost }: Choice<Noun>,
  restriction: Restriction,
): readonly Choice<Noun>[] {
  return effectsOf(lexicon, noun, restriction).flatMap((effect): readonly Choice<Noun>[] => {
    const total = cost + effect.cost;
    if (effect.value.kind === 'condition') {
      return [{ value: { ...noun, conditions: [...noun.conditions, effect.value.condition] }, cost: total }];
    }
    return noun.pick ? [] : [{ value: { ...noun, pick: effect.value.pick }, cost: total }];
  });
}

export const rowsOf = (table: Table): Noun => ({ table, conditions: [], distinct: false });
