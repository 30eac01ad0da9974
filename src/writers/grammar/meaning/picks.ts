import type { Field, FieldKind } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Lead, Subject } from '../parse/raw.ts';
import { scalesOf } from '../words/adjectives.ts';
import { type Choice, likely } from './choices.ts';
import type { End, Measure, Noun, Pick, Place } from './meaning.ts';
import { pathsTo, placesOf } from './places.ts';
import { allHaveSome } from './relations.ts';
import { rowsOf } from './restrict.ts';
import { placesOnScale } from './scales.ts';
import { fieldsNamed } from './values.ts';

const ranked: readonly FieldKind[] = ['number', 'time', 'year'];
const step = 0.15;

/** "the oldest", "with the highest capacity", "that has the most concerts". */
export function picks(
  lexicon: Lexicon,
  noun: Noun,
  by: Subject,
  { end, count = 1 }: { readonly end: End; readonly count?: number },
  lead: Lead,
): readonly Choice<Pick>[] {
  if (lead.telling.length > 0 && by.kind === 'scale') return [];
  return likely(
    measures(lexicon, noun, by, end, lead).map(({ value, cost }) => ({ value: { ...value, count }, cost })),
  );
}

type Ranked = Choice<{ readonly by: Measure; readonly end: End }>;

function measures(lexicon: Lexicon, noun: Noun, by: Subject, end: End, lead: Lead): readonly Ranked[] {
  switch (by.kind) {
    case 'scale':
      // "The largest capital" is not the capital of the largest state.
      if (noun.column) return [];
      return placesOnScale(lexicon, noun.table, by.adjective, end).map(({ value, cost }) => ({
        value: { by: { kind: 'place', place: value.place }, end: value.end },
        cost,
      }));
    case 'mention':
      return placesOf(lexicon, noun.table, fieldsNamed(by.mention), { words: lead.words, kinds: ranked })
        .filter(({ value }) => !addsUp(value) && !gathersRows(noun, value.field))
        .map(({ value: place, cost }) => ({
          value: { by: { kind: 'place', place }, end: ofTime(place.field.kind, by.adjective, end) },
          cost,
        }));
    case 'count':
      if (by.noun.count !== undefined) return [];
      return (
        pathsTo(lexicon, noun.table, by.noun.table, lead.words)
          // The fewest of all may be none at all, which a join would not see.
          .filter((path) => end === 'high' || allHaveSome(path, by.noun))
          .filter((path) =>
            path.length === 0 ? noun.column !== undefined : path.some(({ toward }) => toward === 'many'),
          )
          .map((path) => ({
            value: { by: { kind: 'count', path, noun: by.noun }, end },
            cost: path.length * step,
          }))
      );
    case 'statistic': {
      const places = placesOf(lexicon, noun.table, fieldsNamed(by.mention), {
        words: lead.words,
        kinds: ['number'],
      });
      return places
        .filter(
          ({ value }) => value.path.some(({ toward }) => toward === 'many') || noun.column !== undefined,
        )
        .map(({ value: place, cost }) => ({
          value: { by: { kind: 'aggregate', statistic: by.statistic, place }, end },
          cost,
        }));
    }
    case 'frequency':
      return noun.column
        ? [{ value: { by: { kind: 'count', path: [], noun: rowsOf(noun.table) }, end }, cost: 0 }]
        : [];
    case 'same':
      return [];
  }
}

/** "the customer with the highest total": the one highest, or that of all together? */
const addsUp = ({ path, field }: Place): boolean =>
  path.some(({ toward }) => toward === 'many') &&
  field.words.some((word) =>
    ['total', 'amount', 'quantity', 'sale', 'revenue', 'subtotal', 'spending', 'sum'].includes(word),
  );

/** "the region with the largest population": the one largest in it, or that of all its rows together? */
const gathersRows = ({ column, table }: Noun, { kind }: Field): boolean =>
  column !== undefined && kind === 'number' && (column.column.distinct ?? 0) < table.rows;

/** The oldest date is the smallest. */
export function ofTime(kind: FieldKind, adjective: string | undefined, end: End): End {
  if (kind !== 'time' && kind !== 'year') return end;
  return scalesOf(adjective ?? '').find((scale) => scale.time)?.end ?? end;
}
