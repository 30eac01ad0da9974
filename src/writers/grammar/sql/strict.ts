import type { Expression, Select } from './select.ts';

/**
 * The same SELECT for a database that believes only what stands in GROUP BY: everything else that is shown or ordered by has one
 * value in a group anyway. Different rows in an order that is not shown stand where their first, or last, would stand.
 */
export function strict(select: Select): Select {
  const { columns, order, distinct } = select;
  if (select.group.length > 0) {
    const named = [...columns, ...order.map(({ by }) => by)];
    return { ...select, group: unique([...select.group, ...single(named)]) };
  }
  const shown = columns.flatMap(parts);
  if (!distinct || order.every(({ by }) => shown.some((each) => isSame(each, by)))) return select;
  return {
    ...select,
    distinct: false,
    group: unique(shown),
    order: order.map(({ by, end }) => ({
      by: shown.some((each) => isSame(each, by))
        ? by
        : { kind: 'call', statistic: end === 'high' ? 'maximum' : 'minimum', of: by },
      end,
    })),
  };
}

const single = (all: readonly Expression[]): readonly Expression[] =>
  all.flatMap(parts).filter(({ kind }) => kind === 'column' || kind === 'part' || kind === 'number');

const parts = (of: Expression): readonly Expression[] => (of.kind === 'all' ? of.columns : [of]);

const isSame = (one: Expression, other: Expression): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Each once. */
export const unique = (all: readonly Expression[]): readonly Expression[] =>
  all.filter((each, at) => all.findIndex((other) => isSame(each, other)) === at);
