import { rootOf } from '../../../ask/words/lemma.ts';
import type { Field, FieldKind } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Mention } from '../parse/mention.ts';
import { callsByName, type Lead, type Limit } from '../parse/raw.ts';
import type { Said } from '../parse/said.ts';
import { type Choice, likely } from './choices.ts';
import type { Condition, Noun, Place } from './meaning.ts';
import { placesOf, tells, type Wanted } from './places.ts';

/** Columns whose values people call by name. */
const spoken: readonly FieldKind[] = ['label', 'text', 'identifier', 'flag', 'year', 'number', 'time'];
const mismatch = 0.35;
const ownName = 0.4;
const belongs = 0.05;

export const fieldsNamed = (mention: Mention): readonly Wanted[] =>
  mention.matches.flatMap(({ named, cost }) =>
    named.kind === 'field' ? [{ field: named.field, cost }] : [],
  );

/** "from France", "state 'NY' or 'CA'", "directed by ...": one column holds all the values. */
export function valuesOf(
  lexicon: Lexicon,
  noun: Noun,
  limit: Extract<Limit, { kind: 'values' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  const { subject, values, joined, own } = limit;
  const [first] = values;
  if (!first) return [];
  const reach = own ? { words: [], own, kinds: ['label' as const] } : { words: lead.words, kinds: spoken };
  const found = placesOf(lexicon, noun.table, holders(lexicon, noun, first, subject, lead), reach);
  const places = named(noun, found, subject, lead).filter(
    ({ value: { path, field } }) =>
      subject ||
      !(limit.byName || callsByName(lead)) ||
      (path.length === 0 && (field.kind === 'label' || field === noun.column)),
  );
  const anyFits = places.some(({ value }) => fits(value, lead));
  return likely(
    places.flatMap(({ value: place, cost }): Choice<Condition>[] => {
      const stored = values.map((each) => valueIn(place, each));
      if (stored.some((value) => value === undefined)) return [];
      const list = [...new Set(stored.flatMap((value) => value ?? []))];
      if (joined === 'both' && list.length > 1) return bothOf(noun, place, list, cost);
      return isTold(place, lead)
        ? [
            {
              value: { kind: 'among', place, values: list, ...(joined === 'and' && { listed: true }) },
              cost: cost + (anyFits && !fits(place, lead) ? mismatch : 0),
            },
          ]
        : [];
    }),
  );
}

/**
 * A name that is both a remark in the row and the name of what the row belongs to could be either ("tracks by Queen": their
 * composer or their artist), and "by" and "from" do not give the name of the row itself.
 */
function named(
  noun: Noun,
  places: readonly Choice<Place>[],
  subject: Mention | undefined,
  lead: Lead,
): readonly Choice<Place>[] {
  if (subject) return places;
  const byWhat = lead.words.some((word) =>
    ['by', 'from', 'in', 'on', 'at', 'to', 'with', 'for'].includes(word),
  );
  return likely(
    places.map(({ value, cost }) => {
      const label = value.field.kind === 'label';
      if (label && value.path.length === 0 && byWhat && !noun.column) return { value, cost: cost + ownName };
      const code = places.some(({ value: own }) => isKeyOf(own, value));
      return label && !code && value.path.every(({ toward }) => toward === 'one')
        ? { value, cost: Math.min(cost, belongs) }
        : { value, cost };
    }),
  );
}

/** A code in the row is the key of the row that has the name: both are the same thing. */
const isKeyOf = ({ path, field }: Place, { path: [step] }: Place): boolean =>
  path.length === 0 && step !== undefined && step.on.some(([column]) => column === field.column.name);

/** Where the value is stored or, of a quoted one that we do not know, the column that was named. */
function holders(
  lexicon: Lexicon,
  noun: Noun,
  said: Said,
  subject: Mention | undefined,
  lead: Lead,
): readonly Wanted[] {
  const named = subject ? fieldsNamed(subject) : undefined;
  const tables = subject?.matches.flatMap((match) =>
    match.named.kind === 'table' ? [{ ...match, table: match.named.table }] : [],
  );
  const known = said.stored.flatMap(({ field, cost }): Wanted[] => {
    if (!named) return [{ field, cost }];
    const column = named.find((each) => each.field === field);
    const table = field.kind === 'label' ? tables?.find((each) => each.table === field.table) : undefined;
    const nearest = [column?.cost, table && table.cost + 0.05].filter((each) => each !== undefined);
    return nearest.length > 0 ? [{ field, cost: cost + Math.min(...nearest) }] : [];
  });
  if (known.length > 0 || !said.quoted) return known;
  const fallback =
    named ?? (callsByName(lead) ? lexicon.labelOf(noun.table).map((field) => ({ field, cost: 0.1 })) : []);
  return fallback.filter(({ field }) => field.column.kind === 'text' && !field.column.values?.complete);
}

/** As it is stored in this column; a quoted text stays as it is where not all values are known. */
function valueIn({ field }: Place, said: Said): readonly string[] | undefined {
  const stored = storedIn(field, said);
  if (stored.length > 0) return stored;
  return said.quoted && !field.column.values?.complete ? [said.text] : undefined;
}

/** All spellings of it that the column holds. */
export const storedIn = (field: Field, said: Said): readonly string[] =>
  said.stored.filter((each) => each.field === field).map(({ value }) => value);

/** No row has two values in one column: "both" speaks of what has rows of either kind. */
function bothOf(noun: Noun, place: Place, values: readonly string[], cost: number): Choice<Condition>[] {
  if (noun.column === place.field) return [];
  return [
    {
      value: {
        kind: 'both',
        of: values.map((value): Condition => ({ kind: 'among', place, values: [value] })),
      },
      cost,
    },
  ];
}

/** A verb that says more than "belongs to" fits: "directed by" a director. */
export function isTold(place: Place, lead: Lead): boolean {
  const words = [
    ...place.field.words,
    ...place.field.table.name.toLowerCase().split(/[^a-z]+/),
    ...place.path.flatMap((step) => step.role),
  ];
  return tells(lead.telling, words);
}

/** "directed by" fits a column `director` better than another that holds the same name. */
function fits({ field }: Place, lead: Lead): boolean {
  const roots = new Set(field.words.map(rootOf));
  return lead.words.some((word) => word.length > 3 && roots.has(rootOf(word)));
}
