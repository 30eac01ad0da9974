import { lemmaOf } from '../../../ask/words/lemma.ts';
import type { Field } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Item } from '../parse/items.ts';
import type { Mention } from '../parse/mention.ts';
import { type Anchored, ordered } from './anchors.ts';
import { type Choice, likely } from './choices.ts';
import type { Noun, Place, Shown } from './meaning.ts';
import { placesOf, sameDistance, type Wanted } from './places.ts';
import { placesOnScale } from './scales.ts';
import { fieldsNamed } from './values.ts';

type Found = Choice<readonly Shown[]> | undefined;

/** "the highest worldwide gross, title and gross": what was named before is meant again. */
function preferSpoken({ pick }: Noun, places: readonly Choice<Place>[]): readonly Choice<Place>[] {
  const spoken = pick?.by.kind === 'place' ? pick.by.place.field : undefined;
  return likely(
    places.map((each) => (each.value.field === spoken ? { ...each, cost: Math.min(each.cost, 0.05) } : each)),
  );
}

/** Nothing is shown on a guess. */
const guess = 1;

/** The columns that an item asks for. */
export function shownFor(lexicon: Lexicon, anchored: Anchored, items: readonly Item[], item: Item): Found {
  const { noun } = anchored;
  switch (item.kind) {
    case 'everything':
      return anchored.sums || items.length > 1 ? undefined : { value: [{ kind: 'everything' }], cost: 0 };
    case 'noun':
      if (item.noun.table !== noun.table) return undefined;
      if (!noun.column && isNamed(lexicon, noun, items)) return { value: [], cost: 0 };
      if (!noun.column && !lexicon.hasNames(noun.table))
        return nameless(lexicon, anchored, items, item.which);
      return { value: namesOf(lexicon, noun), cost: 0 };
    case 'count': {
      if (item.noun.table !== noun.table) return undefined;
      if (item.noun.distinct && !item.noun.column && repeats(lexicon, noun)) return undefined;
      const of = item.noun.column ?? noun.column;
      return { value: [{ kind: 'count', path: [], noun, ...(of && { of }) }], cost: 0 };
    }
    case 'scale': {
      const [best] = placesOnScale(lexicon, noun.table, item.adjective, 'high');
      return best && { value: [{ kind: 'place', place: best.value.place }], cost: best.cost };
    }
    case 'question':
      return whenOrWhere(lexicon, noun, item);
    case 'mention':
      return attribute(lexicon, anchored, item);
  }
}

/** "movies with the highest gross, title and gross": the names are asked for by name. */
const isNamed = (lexicon: Lexicon, { table }: Noun, items: readonly Item[]): boolean =>
  items.some(
    (item) =>
      item.kind === 'mention' &&
      fieldsNamed(item.mention).some(
        ({ field, cost }) => cost < 0.2 && lexicon.labelOf(table).includes(field),
      ),
  );

/** Rows that have no name are shown whole; which of them it is, only a key can say. */
function nameless(lexicon: Lexicon, { noun, sums }: Anchored, items: readonly Item[], which: boolean): Found {
  if (items.length > 1) return { value: [], cost: 0 };
  if (which)
    return noun.table.primaryKey.length === 1 ? { value: namesOf(lexicon, noun), cost: 0 } : undefined;
  return sums ? undefined : { value: [{ kind: 'everything' }], cost: 0 };
}

const namesOf = (lexicon: Lexicon, noun: Noun): readonly Shown[] =>
  (noun.column ? [noun.column] : lexicon.labelOf(noun.table)).map((field) => ({
    kind: 'place',
    place: { path: [], field },
  }));

/** Rows of the same name: "different" ones could be either. */
function repeats(lexicon: Lexicon, { table }: Noun): boolean {
  const [label, ...more] = lexicon.labelOf(table);
  return label !== undefined && more.length === 0 && (label.column.distinct ?? table.rows) < table.rows;
}

/** "when" is the only date there is; "where" a column that is called so. */
function whenOrWhere(
  lexicon: Lexicon,
  { table, column }: Noun,
  { of, verb }: Extract<Item, { kind: 'question' }>,
): Found {
  if (column) return undefined;
  const told = verb ? fieldsNamed(verb).map(({ field }) => field) : undefined;
  const fitting = lexicon
    .fieldsOf(table)
    .filter((field) =>
      of === 'time'
        ? field.kind === 'time' || field.kind === 'year'
        : field.kind === 'text' && whereabouts.has(field.words.at(-1) ?? ''),
    )
    .filter((field) => told === undefined || told.includes(field));
  const [field, ...more] = fitting;
  return field && more.length === 0
    ? { value: [{ kind: 'place', place: { path: [], field } }], cost: 0.1 }
    : undefined;
}

const whereabouts = new Set(['location', 'place', 'venue', 'city', 'address']);

function attribute(lexicon: Lexicon, anchored: Anchored, item: Extract<Item, { kind: 'mention' }>): Found {
  const { noun } = anchored;
  const { statistic, mention } = item;
  const labels = lexicon.labelOf(noun.table);
  if (!statistic && mention.words === 'name' && labels.length > 1 && !anchored.sums) {
    return { value: labels.map((field) => ({ kind: 'place', place: { path: [], field } })), cost: 0 };
  }
  const fields = people(lexicon, noun, mention);
  const found = statistic
    ? placesOf(lexicon, noun.table, fields, {
        words: [],
        kinds: statistic === 'average' || statistic === 'sum' ? ['number'] : ordered,
        one: true,
      })
    : ofGroups(lexicon, anchored, fields);
  const [best, second] = preferSpoken(noun, found);
  if (!best) return undefined;
  const doubt = second && second.cost - best.cost < sameDistance ? guess : 0;
  const { value: place, cost } = best;
  return {
    value: [statistic ? { kind: 'aggregate', statistic, place } : { kind: 'place', place }],
    cost: cost + doubt,
  };
}

/** A column that only points to a row, and the word for its table, are shown as the name of that row. */
function people(lexicon: Lexicon, noun: Noun, mention: Mention): readonly Wanted[] {
  const said = mention.words.split(' ');
  const fields = fieldsNamed(mention).filter(
    ({ field }) => !(pointsToRow(field) && field.words.at(-1) === 'id' && !said.includes('id')),
  );
  const rows = mention.matches.flatMap(({ named, cost }) => {
    if (named.kind !== 'table' || named.table === noun.table) return [];
    const [label, ...more] = lexicon.labelOf(named.table);
    return label && more.length === 0 ? [{ field: label, cost: cost + 0.1 }] : [];
  });
  return [...fields, ...rows];
}

const pointsToRow = ({ table, column }: Field): boolean =>
  table.foreignKeys.some(({ columns }) => columns.includes(column.name));

/** Beside a count, only what all rows of a group have in common can be shown. */
function ofGroups(lexicon: Lexicon, { noun, groups }: Anchored, fields: ReturnType<typeof fieldsNamed>) {
  const rows = groups.filter((key) => key.kind === 'row');
  if (rows.length === 0) return placesOf(lexicon, noun.table, fields, { words: [] });
  return likely(
    rows.flatMap((key) =>
      placesOf(lexicon, key.table, fields, { words: [], one: true }).map(({ value, cost }) => ({
        value: { ...value, path: [...key.path, ...value.path] },
        cost,
      })),
    ),
  );
}

/** Whether what is shown is measured in this unit. */
export const hasUnit = (shown: readonly Shown[], unit: string): boolean =>
  shown.some((each) => {
    if (each.kind !== 'place' && each.kind !== 'aggregate') return false;
    const { words, column } = each.place.field;
    return (
      words.includes(unit) ||
      (column.comment ?? '')
        .toLowerCase()
        .split(/[^a-z]+/)
        .map(lemmaOf)
        .includes(unit)
    );
  });
