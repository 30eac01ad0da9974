import type { Lexicon } from '../lexicon/lexicon.ts';
import { splitName } from '../lexicon/names.ts';
import type { Core } from '../parse/core.ts';
import type { Each } from '../parse/each.ts';
import type { Item } from '../parse/items.ts';
import type { Ordering } from '../parse/order.ts';
import type { Restriction } from '../parse/raw.ts';
import type { Tail } from '../parse/tail.ts';
import { trades } from '../words/verbs.ts';
import { type Anchored, anchorsOf, isSum } from './anchors.ts';
import { type Choice, likely } from './choices.ts';
import { keysOf } from './keys.ts';
import { isSameKey, type Key, type Noun } from './meaning.ts';
import { rankedBy } from './orders.ts';
import { picked, restrict } from './restrict.ts';

/** A question as far as it was read: of what rows it speaks, and what it wants to see of them. */
export interface Draft {
  readonly anchored: Anchored;
  readonly items: readonly Item[];
  readonly orders: readonly Ordering[];
  readonly units: readonly string[];
}

export const startsOf = (lexicon: Lexicon, core: Core): readonly Choice<Draft>[] =>
  anchorsOf(lexicon, core).map(({ value, cost }) => ({
    value: { anchored: value, items: core.items, orders: [], units: [] },
    cost,
  }));

/** What one more piece makes of the drafts. */
export const continued = (
  lexicon: Lexicon,
  drafts: readonly Choice<Draft>[],
  piece: Tail,
): readonly Choice<Draft>[] =>
  likely(
    drafts.flatMap(({ value, cost }) =>
      withPiece(lexicon, value, piece).map((next) => ({ value: next.value, cost: cost + next.cost })),
    ),
  );

function withPiece(lexicon: Lexicon, draft: Draft, piece: Tail): readonly Choice<Draft>[] {
  const { anchored } = draft;
  const free = (value: Draft): readonly Choice<Draft>[] => [{ value, cost: 0 }];
  switch (piece.kind) {
    case 'restrict':
      return countsSales(draft, piece.restriction)
        ? []
        : restrict(lexicon, { value: anchored.noun, cost: 0 }, piece.restriction)
            .filter(({ value }) => anchored.named || !countsRows(value))
            .map(({ value: noun, cost }) => ({ value: { ...draft, anchored: { ...anchored, noun } }, cost }));
    case 'gather':
      return gathered(lexicon, draft, piece);
    case 'items':
      return withItems(lexicon, draft, piece);
    case 'order':
      // An order without a column belongs to the one before.
      return draft.orders.length > 0 && !piece.by ? [] : free({ ...draft, orders: [...draft.orders, piece] });
    case 'unit':
      return free({ ...draft, units: [...draft.units, piece.unit] });
    case 'total':
      return totalled(lexicon, draft);
    case 'count-again':
      return countedAgain(lexicon, draft);
    case 'verb':
      // "how many concerts [play there]" only repeats how the two are related.
      return piece.happens || anchored.groups.length > 0 || anchored.noun.conditions.length > 0
        ? free(draft)
        : [];
    case 'idle':
      return free(draft);
  }
}

/** "How many cars did Honda sell" does not count the kinds of car. */
const countsSales = ({ items }: Draft, restriction: Restriction): boolean =>
  restriction.kind === 'limit' &&
  (restriction.lead.subject ?? restriction.lead.words.includes('by')) &&
  restriction.lead.words.some(trades) &&
  items.some(({ kind }) => kind === 'count');

/** "countries with more than 5 customers" counts for each country, and not for each row in which one stands. */
const countsRows = ({ conditions, pick }: Noun): boolean =>
  (pick !== undefined && pick.by.kind !== 'place') ||
  conditions.some(
    (each) =>
      each.kind === 'measured' ||
      (each.kind === 'related' && each.bounds) ||
      (each.kind === 'not' && each.of.kind === 'related'),
  );

function gathered(
  lexicon: Lexicon,
  draft: Draft,
  piece: Extract<Tail, { kind: 'gather' }>,
): readonly Choice<Draft>[] {
  const { each, by, per } = piece;
  const { anchored } = draft;
  const { noun } = anchored;
  const [first, ...more] = each;
  if (noun.open && by) {
    if (more.length > 0) return [];
    return rankedBy(lexicon, noun, first, noun.open).map(({ value, cost }) => ({
      value: { ...draft, anchored: { ...anchored, noun: picked(noun, value) } },
      cost,
    }));
  }
  const counts = per && countOf(lexicon, draft);
  if (counts) return gathered(lexicon, counts, piece);
  if (!anchored.sums)
    return !by && each.every((key) => isOwnRow(noun, key)) ? [{ value: draft, cost: 0 }] : [];
  return each.reduce<readonly Choice<Draft>[]>(
    (drafts, key) =>
      drafts.flatMap(({ value: before, cost }) =>
        keysOf(lexicon, noun, key).map((found) => ({
          value: {
            ...before,
            anchored: { ...before.anchored, groups: withKeys(before.anchored.groups, found.value) },
          },
          cost: cost + found.cost,
        })),
      ),
    [{ value: draft, cost: 0 }],
  );
}

/** "flights per month" are counted; "stock prices per month" might as well be averaged. */
function countOf(lexicon: Lexicon, { anchored, items, orders, units }: Draft): Draft | undefined {
  const [item, ...more] = items;
  const { noun, sums } = anchored;
  if (sums || item?.kind !== 'noun' || item.which || more.length > 0 || orders.length > 0) return undefined;
  if (noun.column || noun.pick || noun.open || noun.count) return undefined;
  const called = splitName(noun.table.name).at(-1);
  if (lexicon.fieldsOf(noun.table).some(({ kind, words }) => kind === 'number' && words.at(-1) === called))
    return undefined;
  return {
    anchored: { noun, groups: [], sums: true, named: true },
    items: [{ kind: 'count', noun }],
    orders,
    units,
  };
}

/** "For each singer, show the name": a row for each is what a list has anyway. */
const isOwnRow = ({ table, column }: Noun, key: Each): boolean =>
  !column &&
  key.kind === 'noun' &&
  key.noun.table === table &&
  !key.noun.column &&
  key.noun.conditions.length === 0;

/** "The names of the stadiums and the number of concerts in each stadium" gathers once. */
const withKeys = (groups: readonly Key[], more: readonly Key[]): readonly Key[] => [
  ...groups,
  ...more.filter((key) => !groups.some((before) => isSameKey(before, key))),
];

/** "how much rain ... altogether": the sum. For a count it says nothing new. */
function totalled(lexicon: Lexicon, draft: Draft): readonly Choice<Draft>[] {
  const [item, ...more] = draft.items;
  if (item?.kind === 'count') return [{ value: draft, cost: 0 }];
  if (item?.kind !== 'mention' || item.statistic || more.length > 0) return [];
  const items: readonly Item[] = [
    { kind: 'mention', mention: item.mention, distinct: false, statistic: 'sum' },
  ];
  return anchorsOf(lexicon, { items, main: { noun: draft.anchored.noun, each: false } }).map(
    ({ value, cost }) => ({
      value: { ...draft, anchored: value, items },
      cost,
    }),
  );
}

/** "regions with fewer than 6 countries, and how many": the number that was limited is shown as well. */
function countedAgain(lexicon: Lexicon, draft: Draft): readonly Choice<Draft>[] {
  const { noun, sums } = draft.anchored;
  const [limited, ...more] = noun.conditions.filter(
    (condition) => (condition.kind === 'related' || condition.kind === 'shared') && condition.bounds,
  );
  if (sums || more.length > 0 || (limited?.kind !== 'related' && limited?.kind !== 'shared')) return [];
  const count: Item = { kind: 'count', noun: limited.noun };
  if (noun.column) {
    const { column, ...rows } = noun;
    const groups = [{ kind: 'place' as const, place: { path: [], field: column } }];
    return [
      {
        value: { ...draft, anchored: { noun: rows, groups, sums: true, named: true }, items: [count] },
        cost: 0,
      },
    ];
  }
  return anchorsOf(lexicon, { items: [count], main: { noun, each: true } }).map(({ value, cost }) => ({
    value: { ...draft, anchored: value, items: [count] },
    cost,
  }));
}

/** "List the name and the id" says what to show; other addenda add to it. A count added to names gathers by them. */
function withItems(
  lexicon: Lexicon,
  draft: Draft,
  { items, instead }: Extract<Tail, { kind: 'items' }>,
): readonly Choice<Draft>[] {
  // "sorted by country and name" shows nothing more.
  if (!instead && draft.orders.length > 0) return [];
  const all = instead ? items : [...draft.items, ...items];
  if (draft.anchored.sums || !items.some(isSum)) return [{ value: { ...draft, items: all }, cost: 0 }];
  const core: Core = { items: all, main: { noun: draft.anchored.noun, each: true } };
  return anchorsOf(lexicon, core).map(({ value, cost }) => ({
    value: { ...draft, anchored: value, items: all },
    cost,
  }));
}
