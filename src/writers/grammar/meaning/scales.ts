import type { Table } from '../../../core/data-source.ts';
import type { Field } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { endOf, type Scale, scalesOf } from '../words/adjectives.ts';
import type { Choice } from './choices.ts';
import type { End, Place } from './meaning.ts';
import { placesOf, type Wanted } from './places.ts';

export interface OnScale {
  readonly place: Place;
  /** The end of the column's values that was asked for. */
  readonly end: End;
}

/** The column that an adjective measures: age for "oldest". The nouns of a scale are tried in order. */
export function placesOnScale(
  lexicon: Lexicon,
  table: Table,
  adjective: string,
  end: End,
): readonly Choice<OnScale>[] {
  for (const scale of scalesOf(adjective)) {
    const turned = end !== (endOf(adjective) ?? scalesOf(adjective)[0]?.end);
    for (const noun of scale.nouns) {
      const places = placesOf(lexicon, table, measuring(lexicon, table, scale, noun), {
        words: [],
        own: true,
        kinds: scale.time ? ['time', 'year'] : ['number'],
      });
      if (places.length === 0) continue;
      const asked = turned ? opposite[scale.end] : scale.end;
      return places.map(({ value: place, cost }) => ({ value: { place, end: asked }, cost: cost + 0.1 }));
    }
  }
  return [];
}

const opposite: Record<End, End> = { high: 'low', low: 'high' };

function measuring(lexicon: Lexicon, table: Table, scale: Scale, noun: string): readonly Wanted[] {
  if (noun === 'any') return anyTime(lexicon.fieldsOf(table));
  return lexicon.names
    .find(noun.split(' '))
    .flatMap(({ named, cost }) =>
      named.kind === 'field' && cost < 0.5 ? [{ field: named.field, cost }] : [],
    )
    .filter(({ field }) => scale.time || field.kind === 'number');
}

const anyTime = (fields: readonly Field[]): readonly Wanted[] =>
  fields.filter(({ kind }) => kind === 'time' || kind === 'year').map((field) => ({ field, cost: 0 }));
