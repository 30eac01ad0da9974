import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Choice } from '../parse/rule.ts';
import { isSum } from './anchors.ts';
import type { Draft } from './draft.ts';
import { impliedKeys, labelsOfKey } from './keys.ts';
import type { Order, Query, Shown } from './meaning.ts';
import { ordersOf } from './orders.ts';
import { hasUnit, shownFor } from './shown.ts';

/** The query of a draft to which nothing more is said; none when something in it cannot be shown or ordered. */
export function finish(
  lexicon: Lexicon,
  { anchored, items, orders, units }: Draft,
): Choice<Query> | undefined {
  const { noun, sums } = anchored;
  if (noun.open || noun.conditions.some(({ kind }) => kind === 'both')) return undefined;
  const others = items.filter((item) => !isSum(item) && item.kind !== 'noun');
  const groups =
    sums && anchored.groups.length === 0 && others.length > 0
      ? impliedKeys(lexicon, noun, others)
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
  if (shown.length === 0 || !units.every((unit) => hasUnit(shown, unit))) return undefined;

  const order: Order[] = [];
  for (const ordering of orders) {
    const found = ordersOf(lexicon, noun, shown, ordering);
    if (!found) return undefined;
    order.push(found.value);
    cost += found.cost;
  }
  const distinct =
    !sums && (noun.column !== undefined || items.some((item) => item.kind === 'mention' && item.distinct));
  const limit = noun.count !== undefined && !sums && !noun.pick ? { limit: noun.count } : {};
  return { value: { anchor: noun, shown: unique(shown), groups, order, distinct, ...limit }, cost };
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
      return other.kind === 'place' && isSamePlace(one, other);
    case 'aggregate':
      return other.kind === 'aggregate' && one.statistic === other.statistic && isSamePlace(one, other);
  }
}

type Placed = Extract<Shown, { kind: 'place' | 'aggregate' }>;

const isSamePlace = ({ place: one }: Placed, { place: other }: Placed): boolean =>
  one.field === other.field &&
  one.path.length === other.path.length &&
  one.path.every((step, at) => step === other.path[at]);
