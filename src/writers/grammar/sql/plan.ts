import type { Lexicon } from '../lexicon/lexicon.ts';
import { along } from '../meaning/along.ts';
import type { End, Key, Measure, Noun, Pick as Picked, Query, Shown } from '../meaning/meaning.ts';
import { known, testOf } from './conditions.ts';
import { countOf, repeats } from './counts.ts';
import { createFrame, type Frame } from './frame.ts';
import { asNumber, type Expression, type Select, type Test } from './select.ts';
import { unique } from './strict.ts';

/** The SELECT that gives what the query means: a column for each that is shown. */
export function plan(lexicon: Lexicon, query: Query): Select {
  const { anchor, shown, limit } = query;
  const frame = createFrame(anchor.table);
  const sums = query.groups.length > 0 || shown.some(({ kind }) => kind === 'count' || kind === 'aggregate');
  const group = query.groups.flatMap((key) => keyOf(lexicon, frame, key));
  const order = query.order.map(({ by, end }) => ({ by: measureOf(frame, by), end }));
  const columns = shown.map((each) => shownOf(frame, query, each));
  const ranked = anchor.pick && !sums ? ranking(lexicon, frame, anchor, anchor.pick) : undefined;
  // What is shown, gathered and ranked is joined by now, so that conditions speak of the same rows.
  const where = anchor.conditions.map((condition) => testOf(lexicon, frame, condition));
  if (anchor.column?.column.nullable && !sums) where.unshift(known(frame.at([], anchor.column.column.name)));
  if (anchor.pick && sums) where.push(pickedTest(lexicon, frame, anchor));
  const base = { columns, from: frame.from, joins: frame.joins, having: [] };
  if (!ranked) {
    return {
      ...base,
      distinct: query.distinct,
      where,
      group: unique(group),
      order,
      ...(limit !== undefined && { limit }),
    };
  }
  return {
    ...base,
    distinct: query.distinct && ranked.group.length === 0,
    where: [...where, ...ranked.where],
    group: unique([...group, ...ranked.group]),
    order: [{ by: ranked.by, end: ranked.end }, ...order],
    limit: ranked.count,
  };
}

interface Ranking {
  readonly by: Expression;
  readonly end: End;
  readonly count: number;
  readonly where: readonly Test[];
  readonly group: readonly Expression[];
}

/** By what the rows stand in line, and what that asks of them. */
function ranking(lexicon: Lexicon, frame: Frame, anchor: Noun, { by, end, count }: Picked): Ranking {
  const measure = measureOf(frame, by);
  if (by.kind === 'count') {
    const where = by.noun.conditions.map((condition) => testOf(lexicon, frame, along(by.path, condition)));
    return { by: measure, end, count, where, group: rowKey(lexicon, frame, anchor) };
  }
  if (by.kind === 'aggregate')
    return { by: measure, end, count, where: [], group: rowKey(lexicon, frame, anchor) };
  // A row without a value is neither the smallest nor the largest, but would come first in ascending order.
  const where = end === 'low' && by.place.field.column.nullable ? [known(frame.column(by.place))] : [];
  if (!anchor.column) return { by: measure, end, count, where, group: [] };
  const extreme: Expression = {
    kind: 'call',
    statistic: end === 'high' ? 'maximum' : 'minimum',
    of: measure,
  };
  return { by: extreme, end, count, where, group: rowKey(lexicon, frame, anchor) };
}

function measureOf(frame: Frame, by: Measure): Expression {
  switch (by.kind) {
    case 'place':
      return asNumber(frame.column(by.place), by.place.field);
    case 'count':
      return countOf(frame, by.path);
    case 'aggregate':
      return { kind: 'call', statistic: by.statistic, of: asNumber(frame.column(by.place), by.place.field) };
  }
}

function keyOf(lexicon: Lexicon, frame: Frame, key: Key): readonly Expression[] {
  switch (key.kind) {
    case 'place':
      return [frame.column(key.place)];
    case 'part':
      return [{ kind: 'part', part: key.part, of: frame.column(key.place) }];
    case 'row':
      return keyColumns(lexicon, key).map((name) => frame.at(key.path, name));
  }
}

const rowKey = (lexicon: Lexicon, frame: Frame, { table, column }: Noun): readonly Expression[] =>
  (column ? [column.column.name] : keyColumns(lexicon, { table })).map((name) => frame.at([], name));

const keyColumns = (lexicon: Lexicon, { table }: Pick<Noun, 'table'>): readonly string[] =>
  table.primaryKey.length > 0 ? table.primaryKey : lexicon.labelOf(table).map(({ column }) => column.name);

function shownOf(frame: Frame, { anchor, groups }: Query, shown: Shown): Expression {
  switch (shown.kind) {
    case 'place':
      return frame.column(shown.place);
    case 'part':
      return { kind: 'part', part: shown.part, of: frame.column(shown.place) };
    case 'count': {
      const [key] = anchor.table.primaryKey;
      if (shown.of) return { kind: 'count', of: frame.column({ path: shown.path, field: shown.of }) };
      const twice = groups.some((each) => each.kind === 'row' && repeats(each.path));
      return twice && key !== undefined
        ? { kind: 'count', of: frame.at([], key) }
        : countOf(frame, shown.path);
    }
    case 'aggregate':
      return measureOf(frame, shown);
    case 'everything':
      return frame.all();
  }
}

/** Rows among those that the noun picks. */
function pickedTest(lexicon: Lexicon, frame: Frame, noun: Noun): Test {
  const [key = ''] = keyColumns(lexicon, noun);
  return { kind: 'in-select', of: frame.at([], key), select: rowsSelect(lexicon, noun, key) };
}

/** One column of the rows of a noun. */
export function rowsSelect(lexicon: Lexicon, noun: Noun, column: string): Select {
  const field = lexicon.field(noun.table, column);
  const shown = [{ kind: 'place' as const, place: { path: [], field } }];
  return plan(lexicon, { anchor: noun, shown, groups: [], order: [], distinct: false });
}
