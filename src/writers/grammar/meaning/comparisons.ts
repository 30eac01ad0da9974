import type { FieldKind } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Lead, Limit, RawOperand, Subject } from '../parse/raw.ts';
import { scalesOf } from '../words/adjectives.ts';
import { type Choice, likely } from './choices.ts';
import type { Condition, Noun, Operand, Place } from './meaning.ts';
import { placesOf } from './places.ts';
import { placesOnScale } from './scales.ts';
import { counted, measured } from './statistics.ts';
import { factorOf } from './unit-factor.ts';
import { fieldsNamed } from './values.ts';

const numeric: readonly FieldKind[] = ['number', 'year', 'identifier'];

/** "capacity over 5000", "older than the average", "more than 4 cylinders", "budget above gross". */
export function comparisons(
  lexicon: Lexicon,
  noun: Noun,
  limit: Extract<Limit, { kind: 'compare' | 'between' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  const { subject } = limit;
  if (subject.kind === 'count') return counted(lexicon, noun, limit, subject, lead);
  if (subject.kind === 'statistic') return measured(lexicon, noun, limit, subject, lead);
  if (limit.kind === 'between') {
    return subjects(lexicon, noun, subject, lead).map(({ value: place, cost }) => ({
      value: { kind: 'between', place, low: limit.low, high: limit.high },
      cost,
    }));
  }
  const left = subject.kind === 'same' ? sameAs(limit.operand) : subject;
  return likely(
    subjects(lexicon, noun, left, lead).flatMap(({ value: place, cost }) =>
      operands(lexicon, noun, place, limit.operand, lead).map((right) => ({
        value: { kind: 'compare' as const, place, comparator: limit.comparator, operand: right.value },
        cost: cost + right.cost,
      })),
    ),
  );
}

const sameAs = (operand: RawOperand): Subject =>
  operand.kind === 'aggregate' && operand.mention
    ? { kind: 'mention', mention: operand.mention }
    : { kind: 'same' };

function subjects(lexicon: Lexicon, noun: Noun, subject: Subject, lead: Lead): readonly Choice<Place>[] {
  if (subject.kind === 'scale') {
    const [scale] = scalesOf(subject.adjective);
    if (!scale) return [];
    return placesOnScale(lexicon, noun.table, subject.adjective, scale.end)
      .filter(({ value }) => value.place.field.kind === 'number')
      .map(({ value, cost }) => ({ value: value.place, cost }));
  }
  if (subject.kind !== 'mention') return [];
  const said = subject.mention.words.split(' ');
  // A key is compared only by its full name: "more than 2 channels" counts them.
  return placesOf(lexicon, noun.table, fieldsNamed(subject.mention), {
    words: lead.words,
    kinds: numeric,
  }).filter(({ value: { field } }) => field.kind !== 'identifier' || said.includes(field.words.at(-1) ?? ''));
}

function operands(
  lexicon: Lexicon,
  noun: Noun,
  place: Place,
  operand: RawOperand,
  lead: Lead,
): readonly Choice<Operand>[] {
  const { field } = place;
  switch (operand.kind) {
    case 'number':
      return inItsUnit(place, operand);
    case 'mention':
      return (
        placesOf(lexicon, noun.table, fieldsNamed(operand.mention), {
          words: lead.words,
          kinds: ['number', 'year'],
          one: true,
        })
          // Both sides have to lie in the same row.
          .filter(({ value }) => value.field !== field && place.path.every(({ toward }) => toward === 'one'))
          .map(({ value, cost }) => ({ value: { kind: 'place', place: value }, cost: cost + 0.1 }))
      );
    case 'aggregate': {
      const named = operand.mention ? fieldsNamed(operand.mention) : [{ field, cost: 0 }];
      const same = named.find((each) => each.field === field);
      if (!same) return [];
      const of = operand.noun ?? { table: field.table, conditions: [], distinct: false };
      if (of.table !== field.table || of.column || of.pick) return [];
      return [{ value: { kind: 'aggregate', statistic: operand.statistic, field, of }, cost: same.cost }];
    }
    case 'noun':
      if (operand.noun.table !== field.table || !operand.noun.pick || operand.noun.column) return [];
      return [{ value: { kind: 'value-of', field, of: operand.noun }, cost: 0 }];
  }
}

function inItsUnit(
  place: Place,
  { value, unit }: Extract<RawOperand, { kind: 'number' }>,
): readonly Choice<Operand>[] {
  const factor = factorOf(place, unit);
  return factor === undefined ? [] : [{ value: { kind: 'literal', value: value * factor }, cost: 0 }];
}
