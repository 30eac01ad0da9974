import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Lead, Limit } from '../parse/raw.ts';
import type { Choice } from './choices.ts';
import type { Condition, Noun } from './meaning.ts';
import { placesOf } from './places.ts';
import { isTold, storedIn } from './values.ts';

/** "Nancy Edwards" where first and last names are two columns. */
export function fullNames(
  lexicon: Lexicon,
  noun: Noun,
  { first, last }: Extract<Limit, { kind: 'full-name' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  return lexicon.tables.flatMap((table): readonly Choice<Condition>[] => {
    const [given, family] = lexicon.labelOf(table);
    if (!given || !family) return [];
    const [one, two] = [storedIn(given, first), storedIn(family, last)];
    if (one.length === 0 || two.length === 0) return [];
    return placesOf(lexicon, noun.table, [{ field: given, cost: 0 }], { words: lead.words })
      .filter(({ value }) => isTold(value, lead))
      .map(({ value: { path }, cost }) => ({
        value: {
          kind: 'all',
          of: [
            { kind: 'among', place: { path, field: given }, values: one },
            { kind: 'among', place: { path, field: family }, values: two },
          ],
        },
        cost,
      }));
  });
}
