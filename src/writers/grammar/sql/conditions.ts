import type { Path } from '../lexicon/joins.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Condition, Noun, Operand, Place } from '../meaning/meaning.ts';
import type { Period } from '../words/calendar.ts';
import { createFrame, type Frame } from './frame.ts';
import { along, measureOf, plan, rowsSelect } from './plan.ts';
import { asNumber, type Expression, literalFor, type Select, type Test } from './select.ts';

/** Conditions as tests inside a SELECT. What many rows belong to is asked in a subquery, so that it multiplies no rows. */
export function createTests(lexicon: Lexicon) {
  const value = (frame: Frame, place: Place): Expression => asNumber(frame.column(place), place.field);

  function test(frame: Frame, condition: Condition): Test {
    if ('place' in condition && isFar(condition.place)) return farTest(frame, condition);
    switch (condition.kind) {
      case 'compare':
        return {
          kind: 'compare',
          left: value(frame, condition.place),
          comparator: condition.comparator,
          right: operand(frame, condition.place, condition.operand),
        };
      case 'between': {
        const { field } = condition.place;
        const [low, high] = [condition.low, condition.high].map((bound) => literalFor(field, bound));
        return {
          kind: 'between',
          of: value(frame, condition.place),
          low: low as Expression,
          high: high as Expression,
        };
      }
      case 'among':
        return {
          kind: 'in',
          of: frame.column(condition.place),
          values: condition.values.map((each) => storedLiteral(condition.place, each)),
        };
      case 'during':
        return during(frame, condition.place, condition.period);
      case 'part':
        return {
          kind: 'compare',
          left: { kind: 'part', part: condition.part, of: frame.column(condition.place) },
          comparator: '=',
          right: {
            kind: 'literal',
            value:
              condition.part === 'month'
                ? String(condition.number).padStart(2, '0')
                : String(condition.number),
          },
        };
      case 'like':
        return {
          kind: 'like',
          of: frame.column(condition.place),
          match: condition.match,
          text: condition.text,
        };
      case 'missing':
        return { kind: 'null', of: frame.column(condition.place) };
      case 'related':
        return related(frame, condition);
      case 'shared':
        return shared(frame, condition);
      case 'measured':
        return measured(frame, condition);
      case 'not':
        return { kind: 'not', of: test(frame, condition.of) };
      case 'both':
        return { kind: 'all', of: condition.of.map((each) => test(frame, each)) };
      case 'any':
      case 'all':
        return { kind: condition.kind, of: condition.of.map((each) => test(frame, each)) };
    }
  }

  function operand(frame: Frame, left: Place, right: Operand): Expression {
    switch (right.kind) {
      case 'literal':
        return literalFor(left.field, right.value);
      case 'place':
        return value(frame, right.place);
      case 'aggregate':
        return {
          kind: 'select',
          select: plan(lexicon, {
            anchor: right.of,
            shown: [
              { kind: 'aggregate', statistic: right.statistic, place: { path: [], field: right.field } },
            ],
            groups: [],

            order: [],
            distinct: false,
          }),
        };
      case 'value-of':
        return { kind: 'select', select: rowsSelect(lexicon, right.of, right.field.column.name) };
    }
  }

  function during(frame: Frame, place: Place, { from, before }: Period): Test {
    const of = frame.column(place);
    const bound = (day: string, years: number): Expression =>
      place.field.kind === 'year'
        ? literalFor(place.field, Number(day.slice(0, 4)) + years)
        : { kind: 'literal', value: day };
    const year = place.field.kind === 'year';
    if (year && from && before && Number(from.slice(0, 4)) + 1 === Number(before.slice(0, 4))) {
      return { kind: 'compare', left: of, comparator: '=', right: bound(from, 0) };
    }
    const tests: Test[] = [];
    if (from) tests.push({ kind: 'compare', left: of, comparator: '>=', right: bound(from, 0) });
    if (before) tests.push({ kind: 'compare', left: of, comparator: '<', right: bound(before, 0) });
    return tests.length === 1 && tests[0] ? tests[0] : { kind: 'all', of: tests };
  }

  function related(frame: Frame, { path, noun, bounds }: Extract<Condition, { kind: 'related' }>): Test {
    const [first] = path;
    if (!first) return { kind: 'all', of: noun.conditions.map((each) => test(frame, each)) };
    if (!noun.pick && !bounds && path.every(({ toward }) => toward === 'one')) {
      const tests = noun.conditions.map((each) => test(frame, along(path, each)));
      if (tests.length === 0)
        tests.push({ kind: 'not', of: { kind: 'null', of: frame.at([], first.on[0]?.[0] ?? '') } });
      return tests.length === 1 && tests[0] ? tests[0] : { kind: 'all', of: tests };
    }
    const [outer, inner] = first.on[0] ?? ['', ''];
    return { kind: 'in-select', of: frame.at([], outer), select: belonging(path, inner, noun, bounds) };
  }

  /** The keys of the rows to which so many rows of the noun belong. */
  function belonging(
    path: Path,
    key: string,
    noun: Noun,
    bounds: { readonly from?: number; readonly to?: number } | undefined,
  ): Select {
    const [first, ...rest] = path;
    if (!first) throw new Error('no way to go');
    return noun.pick
      ? pickedBelonging(first.to, rest, key, noun)
      : counting({ ...noun, table: first.to }, rest, key, bounds);
  }

  /** Values of `key` in the rows of a table from which so many rows of the noun are reached. */
  function counting(
    noun: Noun,
    rest: Path,
    key: string,
    bounds: { readonly from?: number; readonly to?: number } | undefined,
  ): Select {
    const frame = createFrame(noun.table);
    frame.reach(rest);
    const where = noun.conditions.map((each) => test(frame, along(rest, each)));
    const column = frame.at([], key);
    const count = measureOf(lexicon, frame, noun, { kind: 'count', path: rest, noun });
    const having: Test[] = [];
    if (bounds && !(bounds.from === 1 && bounds.to === undefined)) {
      const { from, to } = bounds;
      if (from !== undefined && from === to) having.push(compared(count, '=', from));
      else {
        if (from !== undefined) having.push(compared(count, '>=', from));
        if (to !== undefined) having.push(compared(count, '<=', to));
      }
    }
    const field = lexicon.field(noun.table, key);
    if (having.length === 0 && field.column.nullable)
      where.push({ kind: 'not', of: { kind: 'null', of: column } });
    return {
      columns: [column],
      distinct: false,
      from: frame.from,
      joins: frame.joins,
      where,
      group: having.length > 0 ? [column] : [],
      having,
      order: [],
    };
  }

  function pickedBelonging(table: Noun['table'], rest: Path, key: string, noun: Noun): Select {
    if (rest.length === 0) return rowsSelect(lexicon, noun, key);
    const inner: Condition = { kind: 'related', path: rest, noun };
    return rowsSelect(lexicon, { table, conditions: [inner], distinct: false }, key);
  }

  function shared(frame: Frame, { field, noun, bounds }: Extract<Condition, { kind: 'shared' }>): Test {
    const column = field.column.name;
    return { kind: 'in-select', of: frame.at([], column), select: counting(noun, [], column, bounds) };
  }

  function measured(
    frame: Frame,
    { path, shared: column, statistic, field, comparator, value }: Extract<Condition, { kind: 'measured' }>,
  ): Test {
    const [first, ...rest] = path;
    const [outer, inner] =
      column && !first ? [column.column.name, column.column.name] : (first?.on[0] ?? ['', '']);
    const inside = createFrame(first?.to ?? field.table);
    const of = asNumber(inside.column({ path: rest, field }), field);
    const key = inside.at([], inner);
    const select: Select = {
      columns: [key],
      distinct: false,
      from: inside.from,
      joins: inside.joins,
      where: [],
      group: [key],
      having: [
        {
          kind: 'compare',
          left: { kind: 'call', statistic, of },
          comparator,
          right: { kind: 'literal', value },
        },
      ],
      order: [],
    };
    return { kind: 'in-select', of: frame.at([], outer), select };
  }

  /** Some row at the end of the way. */
  function farTest(frame: Frame, condition: FarCondition): Test {
    const { path } = condition.place;
    const at = path.findIndex(({ toward }) => toward === 'many');
    const [before, after] = [path.slice(0, at), path.slice(at)];
    const [first, ...rest] = after;
    if (!first) throw new Error('not far');
    const [outer, inner] = first.on[0] ?? ['', ''];
    const noun: Noun = {
      table: first.to,
      conditions: [{ ...condition, place: { ...condition.place, path: rest } }],
      distinct: false,
    };
    return { kind: 'in-select', of: frame.at(before, outer), select: rowsSelect(lexicon, noun, inner) };
  }

  return { test };
}

type FarCondition = Extract<Condition, { place: Place }>;

const isFar = ({ path }: Place): boolean => path.some(({ toward }) => toward === 'many');

const compared = (left: Expression, comparator: '=' | '>=' | '<=', right: number): Test => ({
  kind: 'compare',
  left,
  comparator,
  right: { kind: 'literal', value: right },
});

function storedLiteral({ field }: Place, value: string): Expression {
  const numeric = field.column.kind === 'integer' || field.column.kind === 'decimal';
  return { kind: 'literal', value: numeric ? Number(value) : value };
}
