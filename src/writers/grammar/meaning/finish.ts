import type { Field } from '../lexicon/fields.ts';
import type { Path } from '../lexicon/joins.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Item } from '../parse/items.ts';
import { repeats } from '../sql/counts.ts';
import { isSum } from './anchors.ts';
import type { Choice } from './choices.ts';
import type { Draft } from './draft.ts';
import { impliedKeys, labelsOfKey } from './keys.ts';
import { isSamePlace, type Key, type Noun, type Order, type Query, type Shown } from './meaning.ts';
import { ordersOf } from './orders.ts';
import { hasUnit, shownFor } from './shown.ts';

/** The query of a draft to which nothing more is said; none when something in it cannot be shown or ordered. */
export function finish(
  lexicon: Lexicon,
  { anchored, items, orders, units }: Draft,
): Choice<Query> | undefined {
  const { noun, sums } = anchored;
  if (items.some((item) => item.kind === 'mention' && item.sums)) return undefined;
  if (countsApart(items)) return undefined;
  if (noun.open || noun.conditions.some(({ kind }) => kind === 'both')) return undefined;
  const others = items.filter((item) => !isSum(item) && item.kind !== 'noun');
  const groups =
    sums && anchored.groups.length === 0 && others.length > 0
      ? impliedKeys(lexicon, noun, others, items.some(isExtreme))
      : anchored.groups;
  if (!groups) return undefined;

  let cost = 0;
  const shown: Shown[] = [];
  for (const item of items) {
    const found = shownFor(lexicon, { ...anchored, groups }, items, item);
    if (!found) return undefined;
    shown.push(...found.value);
    cost += found.cost;
  }
  if (sums) shown.unshift(...groups.flatMap((key) => labelsOfKey(lexicon, key, shown)));
  if (tellsNothing(noun, shown)) return undefined;
  if (shown.length === 0 || !units.every((unit) => hasUnit(shown, unit))) return undefined;

  if (multiplies(anchored, shown) || !shown.every((each) => isCommon(each, groups, sums))) return undefined;

  const order: Order[] = [];
  for (const ordering of orders) {
    const found = ordersOf(lexicon, noun, shown, ordering);
    if (!found) return undefined;
    order.push(...found.value);
    cost += found.cost;
  }
  const distinct =
    !sums &&
    (noun.column !== undefined ||
      isCatalogue(anchored, items, shown) ||
      items.some((item) => item.kind === 'mention' && item.distinct));
  const limit = noun.count !== undefined && !sums && !noun.pick ? { limit: noun.count } : {};
  return { value: { anchor: noun, shown: unique(shown), groups, order, distinct, ...limit }, cost };
}

/** "how many male penguins and how many female penguins" are two sets of rows. */
const countsApart = (items: readonly Item[]): boolean => {
  const counts = items.flatMap((item) => (item.kind === 'count' ? [item.noun] : []));
  return counts.length > 1 && counts.some(({ conditions, pick }) => conditions.length > 0 || pick);
};

/** "List the genres": which there are, and not one for each movie. */
const isCatalogue = (
  { named }: Draft['anchored'],
  items: readonly Item[],
  [first, ...more]: readonly Shown[],
): boolean =>
  !named &&
  items.length === 1 &&
  more.length === 0 &&
  first?.kind === 'place' &&
  first.place.field.kind === 'text' &&
  repeatsMuch(first.place.field);

const repeatsMuch = ({ column, table }: Field): boolean => (column.distinct ?? table.rows) * 2 < table.rows;

/** Beside a sum only what all rows of a group have in common can be shown. */
function isCommon(each: Shown, groups: readonly Key[], sums: boolean): boolean {
  if (!sums || each.kind !== 'place') return true;
  return groups.some((key) =>
    key.kind === 'place'
      ? isSamePlace(key.place, each.place)
      : key.kind === 'row' && startsWith(each.place.path, key.path),
  );
}

const startsWith = (path: Path, start: Path): boolean =>
  start.every((step, at) => step === path[at]) &&
  path.slice(start.length).every(({ toward }) => toward === 'one');

/** Sums over rows that a join would repeat, and picks of rows that nothing tells apart, cannot be had in one SELECT. */
function multiplies({ noun, groups, sums }: Draft['anchored'], shown: readonly Shown[]): boolean {
  const wide = (path: Path) => path.some(({ toward }) => toward === 'many');
  if (sums && noun.pick && noun.table.primaryKey.length !== 1) return true;
  if (noun.pick && noun.pick.by.kind !== 'place')
    return shown.some((each) => each.kind === 'place' && wide(each.place.path));
  const adds = shown.some(
    (each) => each.kind === 'aggregate' && (each.statistic === 'sum' || each.statistic === 'average'),
  );
  return adds && groups.some((key) => key.kind === 'row' && repeats(key.path));
}

const isExtreme = (item: Item): boolean =>
  item.kind === 'mention' && (item.statistic === 'maximum' || item.statistic === 'minimum');

/** "Texas": the name of what is called so. */
function tellsNothing({ conditions }: Noun, [first, ...more]: readonly Shown[]): boolean {
  return (
    more.length === 0 &&
    first?.kind === 'place' &&
    conditions.some(
      (each) => each.kind === 'among' && isSamePlace(each.place, first.place) && each.values.length === 1,
    )
  );
}

/** Each thing is shown once. */
const unique = (all: readonly Shown[]): readonly Shown[] =>
  all.filter((each, at) => all.findIndex((other) => isSame(each, other)) === at);

function isSame(one: Shown, other: Shown): boolean {
  switch (one.kind) {
    case 'everything':
    case 'count':
      return other.kind === one.kind;
    case 'part':
      return other.kind === 'part' && one.part === other.part;
    case 'place':
      return other.kind === 'place' && isSamePlace(one.place, other.place);
    case 'aggregate':
      return (
        other.kind === 'aggregate' && one.statistic === other.statistic && isSamePlace(one.place, other.place)
      );
  }
}
