import type { Path } from '../lexicon/joins.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Condition, Key, Measure, Noun, Place, Query, Shown } from '../meaning/meaning.ts';
import { createTests } from './conditions.ts';
import { createFrame, type Frame } from './frame.ts';
import { asNumber, type Expression, type Select, type Test } from './select.ts';

/** The SELECT that gives what the query means. */
export function plan(lexicon: Lexicon, query: Query): Select {
  const { anchor } = query;
  const frame = createFrame(anchor.table);
  const { test } = createTests(lexicon);
  const sums =
    query.groups.length > 0 || query.shown.some(({ kind }) => kind === 'count' || kind === 'aggregate');
  const where = anchor.conditions.map((condition) => test(frame, condition));
  const group = query.groups.flatMap((key) => keyOf(lexicon, frame, key));
  const order = query.order.map(({ by, end }) => ({ by: measureOf(lexicon, frame, anchor, by), end }));
  let { limit } = query;

  if (anchor.pick && sums) {
    where.push(pickedTest(lexicon, frame, anchor));
  } else if (anchor.pick) {
    const { by, end, count } = anchor.pick;
    limit = count;
    order.unshift({ by: measureOf(lexicon, frame, anchor, by), end });
    where.push(...knownTests(frame, by, end));
    if (anchor.column && by.kind === 'place') {
      group.push(...rowKey(lexicon, frame, anchor, []));
      order[0] = {
        by: {
          kind: 'call',
          statistic: end === 'high' ? 'maximum' : 'minimum',
          of: measureOf(lexicon, frame, anchor, by),
        },
        end,
      };
    }
    if (by.kind === 'count' || by.kind === 'aggregate') {
      where.push(
        ...(by.kind === 'count'
          ? by.noun.conditions.map((condition) => test(frame, along(by.path, condition)))
          : []),
      );
      group.push(...rowKey(lexicon, frame, anchor, []));
    }
  }
  const columns = query.shown.flatMap((shown) => shownOf(lexicon, frame, anchor, shown));
  const distinct = query.distinct && group.length === 0;
  return {
    columns,
    distinct,
    from: frame.from,
    joins: frame.joins,
    where,
    group: unique(group),
    having: [],
    order,
    ...(limit !== undefined && { limit }),
  };
}

/** A row without a value is neither the smallest nor the largest. */
function knownTests(frame: Frame, by: Measure, end: 'high' | 'low'): Test[] {
  if (by.kind !== 'place' || end === 'high' || !by.place.field.column.nullable) return [];
  return [{ kind: 'not', of: { kind: 'null', of: frame.column(by.place) } }];
}

export function measureOf(lexicon: Lexicon, frame: Frame, anchor: Noun, by: Measure): Expression {
  switch (by.kind) {
    case 'place':
      return asNumber(frame.column(by.place), by.place.field);
    case 'count':
      return countOf(lexicon, frame, by.path);
    case 'aggregate':
      return { kind: 'call', statistic: by.statistic, of: asNumber(frame.column(by.place), by.place.field) };
  }
  void anchor;
}

/** How many rows at the end of the way there are for each group. */
function countOf(lexicon: Lexicon, frame: Frame, path: Path): Expression {
  const last = path.at(-1);
  if (!last) return { kind: 'count' };
  const [key, ...more] = last.to.primaryKey;
  const repeats =
    path.filter(({ toward }) => toward === 'many').length > 1 || (last.toward === 'one' && !isBridge(path));
  frame.reach(path);
  void lexicon;
  return repeats && key !== undefined && more.length === 0
    ? { kind: 'count', of: frame.at(path, key) }
    : { kind: 'count' };
}

/** The table between holds every pair once. */
function isBridge(path: Path): boolean {
  const [out, back] = path.slice(-2);
  if (!out || !back || out.toward !== 'many') return false;
  const pair = new Set([...out.on.map(([, column]) => column), ...back.on.map(([column]) => column)]);
  return out.to.primaryKey.length > 0 && out.to.primaryKey.every((column) => pair.has(column));
}

function keyOf(lexicon: Lexicon, frame: Frame, key: Key): Expression[] {
  switch (key.kind) {
    case 'place':
      return [frame.column(key.place)];
    case 'part':
      return [{ kind: 'part', part: key.part, of: frame.column(key.place) }];
    case 'row':
      return rowKey(lexicon, frame, { table: key.table, conditions: [], distinct: false }, key.path);
  }
}

function rowKey(lexicon: Lexicon, frame: Frame, noun: Noun, path: Path): Expression[] {
  if (noun.column) return [frame.at(path, noun.column.column.name)];
  const key =
    noun.table.primaryKey.length > 0
      ? noun.table.primaryKey
      : lexicon.labelOf(noun.table).map(({ column }) => column.name);
  return key.map((name) => frame.at(path, name));
}

function shownOf(lexicon: Lexicon, frame: Frame, anchor: Noun, shown: Shown): Expression[] {
  switch (shown.kind) {
    case 'place':
      return [frame.column(shown.place)];
    case 'part':
      return [{ kind: 'part', part: shown.part, of: frame.column(shown.place) }];
    case 'count':
      return [
        shown.of
          ? { kind: 'count', of: frame.column({ path: shown.path, field: shown.of }) }
          : countOf(lexicon, frame, shown.path),
      ];
    case 'aggregate':
      return [measureOf(lexicon, frame, anchor, shown)];
    case 'everything':
      return [{ kind: 'all' }];
  }
}

/** Rows among those that the noun picks. */
function pickedTest(lexicon: Lexicon, frame: Frame, noun: Noun): Test {
  const [key] = noun.table.primaryKey;
  const of = frame.at([], key ?? '');
  return { kind: 'in-select', of, select: rowsSelect(lexicon, noun, key ?? '') };
}

/** One column of the rows of a noun. */
export function rowsSelect(lexicon: Lexicon, noun: Noun, column: string): Select {
  const field = lexicon.field(noun.table, column);
  return plan(lexicon, {
    anchor: noun,
    shown: [{ kind: 'place', place: { path: [], field } }],
    groups: [],
    order: [],
    distinct: false,
  });
}

/** A condition on the rows at the end of a way, seen from its beginning. */
export function along(path: Path, condition: Condition): Condition {
  const move = (place: Place): Place => ({ ...place, path: [...path, ...place.path] });
  switch (condition.kind) {
    case 'compare': {
      const { operand } = condition;
      const moved = operand.kind === 'place' ? { ...operand, place: move(operand.place) } : operand;
      return { ...condition, place: move(condition.place), operand: moved };
    }
    case 'between':
    case 'among':
    case 'during':
    case 'part':
    case 'like':
    case 'missing':
      return { ...condition, place: move(condition.place) };
    case 'related':
      return { ...condition, path: [...path, ...condition.path] };
    case 'measured':
      return { ...condition, path: [...path, ...condition.path] };
    case 'shared':
      return condition;
    case 'not':
      return { ...condition, of: along(path, condition.of) };
    case 'both':
    case 'any':
    case 'all':
      return { ...condition, of: condition.of.map((each) => along(path, each)) };
  }
}

const unique = (expressions: readonly Expression[]): readonly Expression[] => {
  const seen = new Set<string>();
  return expressions.filter((each) => {
    const key = JSON.stringify(each);
    return !seen.has(key) && seen.add(key);
  });
};
