import type { Table } from '../../../core/data-source.ts';
import type { Path } from '../lexicon/joins.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { along } from '../meaning/along.ts';
import type { Bounds, Condition, Noun, Place } from '../meaning/meaning.ts';
import { type Inside, known, testOf } from './conditions.ts';
import { countOf } from './counts.ts';
import { createFrame, type Frame } from './frame.ts';
import { rowsSelect } from './plan.ts';
import { asNumber, type Expression, type Select, type Test } from './select.ts';

/** What many rows belong to is asked in a subquery of its own, so that it multiplies no rows. */

type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>;

/** The row's key is among those to which so many rows belong. */
export function relatedTest(
  lexicon: Lexicon,
  frame: Frame,
  { path, noun, bounds }: Of<'related'>,
  inside: Inside,
): Test {
  const open = frame.beyond(path);
  const [first, ...rest] = open;
  if (!first) {
    return {
      kind: 'all',
      of: noun.conditions.map((each) => testOf(lexicon, frame, along(path, each), inside)),
    };
  }
  const reached = path.slice(0, path.length - open.length);
  const [outer, key] = pairOf(first);
  const select = noun.pick
    ? picked(lexicon, first.to, rest, key, noun)
    : keysWhere(lexicon, {
        table: first.to,
        rest,
        key,
        noun,
        negated: inside.negated,
        ...(bounds && { bounds }),
      });
  return { kind: 'in-select', of: frame.at(reached, outer), select };
}

/** The same for rows that share their value of a column. */
export function sharedTest(
  lexicon: Lexicon,
  frame: Frame,
  { field, noun, bounds }: Of<'shared'>,
  inside: Inside,
): Test {
  const key = field.column.name;
  const select = keysWhere(lexicon, {
    table: noun.table,
    rest: [],
    key,
    noun,
    negated: inside.negated,
    ...(bounds && { bounds }),
  });
  return { kind: 'in-select', of: frame.at([], key), select };
}

/** A statistic over the rows that belong to it is on one side of a number. */
export function measuredTest(
  frame: Frame,
  { path, shared, statistic, field, comparator, value }: Of<'measured'>,
): Test {
  const [first, ...rest] = path;
  const [outer, inner] = first ? pairOf(first) : [shared?.column.name ?? '', shared?.column.name ?? ''];
  const inside = createFrame(first?.to ?? field.table);
  const of = asNumber(inside.column({ path: rest, field }), field);
  const key = inside.at([], inner);
  const having: Test = {
    kind: 'compare',
    left: { kind: 'call', statistic, of },
    comparator,
    right: { kind: 'literal', value },
  };
  return {
    kind: 'in-select',
    of: frame.at([], outer),
    select: { ...keysOf(inside, key), group: [key], having: [having] },
  };
}

/** Some row at the end of a way that is not joined meets the condition. */
export function farTest(
  lexicon: Lexicon,
  frame: Frame,
  condition: Extract<Condition, { place: Place }>,
  inside: Inside,
): Test {
  const { path } = condition.place;
  const joined = path.length - frame.beyond(path).length;
  const at = path.findIndex(
    ({ toward }, step) => step >= joined && (inside.alternative || toward === 'many'),
  );
  const [first, ...rest] = path.slice(at);
  if (!first) throw new Error('the way leads to one row');
  const [outer, key] = pairOf(first);
  const place = { ...condition.place, path: rest };
  const noun: Noun = { table: first.to, conditions: [{ ...condition, place }], distinct: false };
  return {
    kind: 'in-select',
    of: frame.at(path.slice(0, at), outer),
    select: keysWhere(lexicon, { table: first.to, rest: [], key, noun, negated: inside.negated }),
  };
}

interface Keys {
  readonly table: Table;
  /** From the table to the noun. */
  readonly rest: Path;
  readonly key: string;
  readonly noun: Noun;
  readonly bounds?: Bounds;
  readonly negated: boolean;
}

function keysWhere(lexicon: Lexicon, { table, rest, key, noun, bounds, negated }: Keys): Select {
  const frame = createFrame(table);
  frame.reach(rest);
  const where = noun.conditions.map((each) => testOf(lexicon, frame, along(rest, each)));
  const column = frame.at([], key);
  const having = bounds ? within(countOf(frame, rest), bounds) : [];
  if (negated && lexicon.field(table, key).column.nullable) where.push(known(column));
  return { ...keysOf(frame, column), where, group: having.length > 0 ? [column] : [], having };
}

const keysOf = (frame: Frame, key: Expression): Select => ({
  columns: [key],
  distinct: false,
  from: frame.from,
  joins: frame.joins,
  where: [],
  group: [],
  having: [],
  order: [],
});

function within(count: Expression, { from, to }: Bounds): Test[] {
  const compared = (comparator: '=' | '>=' | '<=', value: number): Test => ({
    kind: 'compare',
    left: count,
    comparator,
    right: { kind: 'literal', value },
  });
  if (from !== undefined && from === to) return [compared('=', from)];
  // A key that is there at all is there once.
  return [
    ...(from !== undefined && from > 1 ? [compared('>=', from)] : []),
    ...(to !== undefined ? [compared('<=', to)] : []),
  ];
}

/** Keys of the rows that the noun picks, or of those that point to them. */
function picked(lexicon: Lexicon, table: Table, rest: Path, key: string, noun: Noun): Select {
  if (rest.length === 0) return rowsSelect(lexicon, noun, key);
  return rowsSelect(
    lexicon,
    { table, conditions: [{ kind: 'related', path: rest, noun }], distinct: false },
    key,
  );
}

/** Keys of several columns are not compared: the first pair is the one. */
const pairOf = ({ on }: Path[number]): readonly [string, string] => on[0] ?? ['', ''];
