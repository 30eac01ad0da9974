import type { Table } from '../../../core/data-source.ts';
import type { FieldKind } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Core } from '../parse/core.ts';
import type { Item } from '../parse/items.ts';
import { noLead } from '../parse/raw.ts';
import type { Choice } from './choices.ts';
import { keysOf } from './keys.ts';
import type { Key, Noun } from './meaning.ts';
import { placesOf } from './places.ts';
import { relations } from './relations.ts';
import { rowsOf } from './restrict.ts';
import { fieldsNamed } from './values.ts';

/** Of what rows a question speaks. */
export interface Anchored {
  readonly noun: Noun;
  readonly groups: readonly Key[];
  /** What is asked counts or sums over the rows. */
  readonly sums: boolean;
  /** The rows were spoken of, and not only their columns. */
  readonly named: boolean;
}

export const isSum = (item: Item): boolean =>
  item.kind === 'count' || (item.kind === 'mention' && item.statistic !== undefined);

/** Of what can be ordered, and so has a smallest and a largest. */
export const ordered: readonly FieldKind[] = ['number', 'time', 'year', 'identifier'];

const plain = (noun: Noun, named = true): Choice<Anchored> => ({
  value: { noun, groups: [], sums: false, named },
  cost: 0,
});

/** The rows that the items are taken from: those counted, those "of the singers", or those of the first column named. */
export function anchorsOf(lexicon: Lexicon, core: Core): readonly Choice<Anchored>[] {
  const { items, main } = core;
  const summed = items.find(isSum);
  if (summed) return summedAnchors(lexicon, core, summed);
  if (main)
    return main.each && !items.every((item) => hasOne(lexicon, main.noun, item)) ? [] : [plain(main.noun)];
  const noun = items.find((item) => item.kind === 'noun');
  if (noun?.kind === 'noun') return [plain(noun.noun)];
  const [first] = items;
  return first?.kind === 'mention'
    ? tablesOf(first).map((table) => plain(rowsOf(table), isName(first, table)))
    : [];
}

/** "the makers in each country" are several, and which is whose would not be seen. */
const hasOne = (lexicon: Lexicon, { table, column }: Noun, item: Item): boolean =>
  column === undefined &&
  (item.kind !== 'mention' ||
    placesOf(lexicon, table, fieldsNamed(item.mention), { words: [], one: true }).length > 0);

/** "stadium names" speaks of the stadiums, "cities" of none of the rows in which they stand. */
const isName = ({ mention }: Extract<Item, { kind: 'mention' }>, table: Table): boolean =>
  fieldsNamed(mention).some(
    ({ field }) => field.table === table && (field.kind === 'label' || field.kind === 'identifier'),
  );

const enough = 6;

function tablesOf({ mention }: Extract<Item, { kind: 'mention' }>): readonly Table[] {
  const fields = fieldsNamed(mention);
  const least = Math.min(...fields.map(({ cost }) => cost));
  return [...new Set(fields.filter(({ cost }) => cost <= least + 0.3).map(({ field }) => field.table))].slice(
    0,
    enough,
  );
}

/** Rows of what is counted or averaged; "of the customers from France" then narrows them or gathers them. */
function summedAnchors(lexicon: Lexicon, core: Core, summed: Item): readonly Choice<Anchored>[] {
  const { main } = core;
  const starts =
    summed.kind === 'count'
      ? [summed.noun]
      : summed.kind === 'mention'
        ? holdersOf(lexicon, core, summed)
        : [];
  if (!main) return starts.map((noun) => ({ value: { noun, groups: [], sums: true, named: true }, cost: 0 }));
  const gathers = main.each || core.items.some((item) => !isSum(item));
  return starts.flatMap((noun): readonly Choice<Anchored>[] => {
    if (main.noun.table === noun.table && !main.each) return merged(noun, main.noun);
    const groups = gathers
      ? keysOf(lexicon, noun, { kind: 'noun', noun: { ...main.noun, conditions: [] } })
      : [{ value: [], cost: 0 }];
    return groups.flatMap((keys) =>
      narrowed(lexicon, noun, main.noun, gathers).map((choice) => ({
        value: { noun: choice.value, groups: keys.value, sums: true, named: true },
        cost: keys.cost + choice.cost,
      })),
    );
  });
}

/** "the number of singers from France of the singers above 30" are one set of rows. */
function merged(noun: Noun, main: Noun): readonly Choice<Anchored>[] {
  if (main.column && noun.column !== main.column) return [];
  const both = { ...main, ...noun, conditions: [...main.conditions, ...noun.conditions] };
  return [{ value: { noun: both, groups: [], sums: true, named: true }, cost: 0 }];
}

function narrowed(lexicon: Lexicon, noun: Noun, main: Noun, gathers: boolean): readonly Choice<Noun>[] {
  if (gathers && main.conditions.length === 0 && !main.pick) return [{ value: noun, cost: 0 }];
  return relations(lexicon, noun, { kind: 'relation', noun: main, none: false }, noLead).map(
    ({ value, cost }) => ({
      value: { ...noun, conditions: [...noun.conditions, value] },
      cost,
    }),
  );
}

/** An average is taken over the rows that hold the number. */
function holdersOf(
  lexicon: Lexicon,
  { main }: Core,
  item: Extract<Item, { kind: 'mention' }>,
): readonly Noun[] {
  const tables = tablesOf(item);
  if (!main) return tables.map(rowsOf);
  if (tables.includes(main.noun.table)) return [rowsOf(main.noun.table)];
  const places = placesOf(lexicon, main.noun.table, fieldsNamed(item.mention), { words: [], kinds: ordered });
  return [...new Set(places.map(({ value }) => value.field.table))].map(rowsOf);
}
