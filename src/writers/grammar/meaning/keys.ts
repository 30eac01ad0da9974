import type { Field } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Each } from '../parse/each.ts';
import type { Item } from '../parse/items.ts';
import type { Choice } from './choices.ts';
import type { Key, Noun, Place, Shown } from './meaning.ts';
import { pathsTo, placesOf } from './places.ts';
import { fieldsNamed } from './values.ts';

/** What the rows of a noun are gathered under when somebody says "for each ...". */
export function keysOf(lexicon: Lexicon, noun: Noun, each: Each): readonly Choice<readonly Key[]>[] {
  switch (each.kind) {
    case 'part': {
      const fields = lexicon.tables
        .flatMap((table) => lexicon.fieldsOf(table))
        .map((field) => ({ field, cost: 0.05 }));
      return placesOf(lexicon, noun.table, fields, { words: [], kinds: ['time'], one: true }).map(
        ({ value: place, cost }) => ({
          value: [{ kind: 'part', place, part: each.part }],
          cost,
        }),
      );
    }
    case 'mention':
      return placesOf(lexicon, noun.table, fieldsNamed(each.mention), { words: [], one: true })
        .filter(({ value }) => value.field.kind !== 'time')
        .map(({ value: place, cost }) => ({ value: [rowBehind(lexicon, place, each.mention.words)], cost }));
    case 'count':
      return [];
    case 'noun':
      return ofNoun(lexicon, noun, each.noun);
  }
}

function ofNoun(
  lexicon: Lexicon,
  noun: Noun,
  { table, column, conditions, pick, open }: Noun,
): readonly Choice<readonly Key[]>[] {
  if (conditions.length > 0 || pick || open) return [];
  return pathsTo(lexicon, noun.table, table, []).flatMap((path): Choice<readonly Key[]>[] => {
    if (!column)
      return path.length === 0 ? [] : [{ value: [{ kind: 'row', path, table }], cost: path.length * 0.1 }];
    if (path.some(({ toward }) => toward === 'many') || column.kind === 'time') return [];
    return [{ value: [rowBehind(lexicon, { path, field: column }, '')], cost: path.length * 0.2 }];
  });
}

/** "per support rep" gathers by the person and not by a number that points to one. */
function rowBehind(lexicon: Lexicon, place: Place, words: string): Key {
  const { field, path } = place;
  const step = lexicon.joins
    .from(field.table)
    .find(({ on, toward }) => toward === 'one' && on.length === 1 && on[0]?.[0] === field.column.name);
  const bare = field.words.at(-1) === 'id' && !words.split(' ').includes('id');
  return step && bare && lexicon.hasNames(step.to)
    ? { kind: 'row', path: [...path, step], table: step.to }
    : { kind: 'place', place };
}

/** "The names of the stadiums and the number of concerts": gathered by what the names belong to. */
export function impliedKeys(
  lexicon: Lexicon,
  noun: Noun,
  others: readonly Item[],
  extremes: boolean,
): readonly Key[] | undefined {
  const keys: Key[] = [];
  for (const item of others) {
    if (item.kind !== 'mention') return undefined;
    const [best] = placesOf(lexicon, noun.table, fieldsNamed(item.mention), { words: [] });
    if (!best) return undefined;
    const { path, field } = best.value;
    const table = path.at(-1)?.to;
    // "the highest price and the make" asks for the make of the dearest, "the number of cars and the weight" for nothing.
    if (!table && (extremes || field.kind === 'number')) return undefined;
    if (!table) keys.push({ kind: 'place', place: best.value });
    else if (!keys.some((key) => key.kind === 'row' && key.table === table))
      keys.push({ kind: 'row', path, table: field.table });
  }
  return keys;
}

/** What a group is called, unless it is shown already. */
export function labelsOfKey(lexicon: Lexicon, key: Key, shown: readonly Shown[]): readonly Shown[] {
  const has = (test: (field: Field) => boolean) =>
    shown.some((each) => each.kind === 'place' && test(each.place.field));
  switch (key.kind) {
    case 'place':
      return has((field) => field === key.place.field) ? [] : [{ kind: 'place', place: key.place }];
    case 'part':
      return [{ kind: 'part', place: key.place, part: key.part }];
    case 'row':
      if (has((field) => field.table === key.table)) return [];
      return lexicon.labelOf(key.table).map((field) => ({ kind: 'place', place: { path: key.path, field } }));
  }
}
