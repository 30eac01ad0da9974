import type { Field } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Lead, Limit } from '../parse/raw.ts';
import type { Choice } from './choices.ts';
import { type Condition, type Noun, negated } from './meaning.ts';
import { placesOf } from './places.ts';
import { fieldsNamed } from './values.ts';

/** "no hurricanes" are none, and not an unknown number of them. */
const countsFromZero = ({ kind, column }: Field): boolean =>
  kind === 'number' && !(Number(column.range?.min) > 0);

/** "with an email", "without a phone number": only of columns that may be empty. "Paid" orders are those where it is true. */
export function knowns(
  lexicon: Lexicon,
  noun: Noun,
  { mention, missing, explicit }: Extract<Limit, { kind: 'known' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  const possessive =
    ['with', 'have', 'having', 'without'].some((word) => lead.words.includes(word)) || lead.negated;
  if (lead.telling.length > 0 || (!possessive && lead.words.length > 0)) return [];
  return placesOf(lexicon, noun.table, fieldsNamed(mention), { words: lead.words, one: true }).flatMap(
    ({ value: place, cost }): readonly Choice<Condition>[] => {
      const { field } = place;
      const isYesOrNo = field.kind === 'flag' && !explicit;
      if (isYesOrNo ? field.column.kind !== 'boolean' : !field.column.nullable) return [];
      if (!explicit && countsFromZero(field)) return [];
      const operand = { kind: 'literal', value: true } as const;
      const said: Condition = isYesOrNo
        ? { kind: 'compare', place, comparator: '=', operand }
        : { kind: 'not', of: { kind: 'missing', place } };
      return [{ value: missing ? negated(said) : said, cost: cost + 0.2 }];
    },
  );
}
