import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Lead, Limit } from '../parse/raw.ts';
import type { Choice } from './choices.ts';
import type { Condition, Noun } from './meaning.ts';
import { placesOf } from './places.ts';
import { fieldsNamed } from './values.ts';

/** "whose name contains 'Hey'"; without a column the noun's own name is meant. */
export function likes(
  lexicon: Lexicon,
  noun: Noun,
  { subject, match, text }: Extract<Limit, { kind: 'like' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  if (lead.telling.length > 0) return [];
  const wanted = subject
    ? fieldsNamed(subject)
    : lexicon.labelOf(noun.table).map((field) => ({ field, cost: 0 }));
  return placesOf(lexicon, noun.table, wanted, {
    words: lead.words,
    kinds: ['label', 'text', 'identifier'],
    one: true,
  }).map(({ value: place, cost }) => ({ value: { kind: 'like', place, match, text }, cost }));
}
