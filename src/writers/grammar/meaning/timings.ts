import { rootOf } from '../../../ask/words/lemma.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Lead, Limit } from '../parse/raw.ts';
import type { Timing } from '../parse/timing.ts';
import type { Choice } from './choices.ts';
import type { Condition, Noun, Place } from './meaning.ts';
import { placesOf, tells, type Wanted } from './places.ts';
import { fieldsNamed } from './values.ts';

/** A column of whole years serves a year better than one of days does. */
const wholeYears = -0.05;
/** "from May until June" is one time and not two. */
const twice = 0.3;

/** "in 2001", "since March", "released before 1980": the column is named, told by the verb, or the only one there is. */
export function timings(
  lexicon: Lexicon,
  noun: Noun,
  { subject, timing }: Extract<Limit, { kind: 'timing' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  const wanted: readonly Wanted[] = subject
    ? fieldsNamed(subject)
    : lexicon.tables.flatMap((table) => lexicon.fieldsOf(table).map((field) => ({ field, cost: 0 })));
  const places = placesOf(lexicon, noun.table, wanted, {
    words: lead.words,
    kinds: ['time', 'year'],
    one: true,
  });
  const spoken = subject ? places : spokenOf(places, lead);
  return spoken.flatMap(({ value: place, cost }) => {
    const condition = during(place, timing);
    const again = noun.conditions.some(
      (other) => other.kind === 'during' && other.place.field === place.field,
    );
    return condition
      ? [
          {
            value: condition,
            cost: cost + (again ? twice : 0) + (place.field.kind === 'year' ? wholeYears : 0),
          },
        ]
      : [];
  });
}

/** "hired in 2002" chooses hire_date; a verb that says more than that it happened must fit. */
function spokenOf(places: readonly Choice<Place>[], lead: Lead): readonly Choice<Place>[] {
  const told = places.filter(({ value: { field, path } }) => {
    const words = [...field.words, ...path.flatMap((step) => step.role), field.table.name.toLowerCase()];
    return tells(lead.telling, words);
  });
  const roots = new Set(lead.words.map(rootOf));
  const fitting = told.filter(({ value }) => value.field.words.some((word) => roots.has(rootOf(word))));
  return fitting.length > 0 ? fitting : told;
}

function during(place: Place, timing: Timing): Condition | undefined {
  if (timing.kind === 'part') {
    if (place.field.kind !== 'time') return undefined;
    return anyOf(timing.numbers.map((number) => ({ kind: 'part', place, part: timing.part, number })));
  }
  if (place.field.kind === 'year' && !timing.periods.every(isWholeYears)) return undefined;
  const conditions = timing.periods.map((period): Condition => ({ kind: 'during', place, period }));
  return timing.both && conditions.length > 1 ? { kind: 'both', of: conditions } : anyOf(conditions);
}

const anyOf = (conditions: readonly Condition[]): Condition | undefined =>
  conditions.length < 2 ? conditions[0] : { kind: 'any', of: conditions };

const isWholeYears = ({ from, before }: { readonly from?: string; readonly before?: string }): boolean =>
  [from, before].every((day) => day === undefined || day.endsWith('-01-01'));
