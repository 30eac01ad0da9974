import type { Path } from '../lexicon/joins.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { along } from '../meaning/along.ts';
import type { Condition, Operand, Place } from '../meaning/meaning.ts';
import type { Period } from '../words/calendar.ts';
import type { Frame } from './frame.ts';
import { plan, rowsSelect } from './plan.ts';
import { asNumber, type Expression, literalFor, type Test } from './select.ts';
import { farTest, measuredTest, relatedTest, sharedTest } from './subqueries.ts';

/** What the test stands in. */
export interface Inside {
  /** A NOT: an unknown key in a subquery would make everything unknown. */
  readonly negated: boolean;
  /** An OR: a join would drop the rows for which only the other side holds. */
  readonly alternative: boolean;
}

const plainly: Inside = { negated: false, alternative: false };

/**
 * A condition as a test inside a SELECT.
 */
export function testOf(lexicon: Lexicon, frame: Frame, condition: Condition, inside: Inside = plainly): Test {
  const again = (each: Condition, within = inside): Test => testOf(lexicon, frame, each, within);
  if ('place' in condition && isFar(frame, condition.place.path, inside)) {
    return farTest(lexicon, frame, condition, inside);
  }
  switch (condition.kind) {
    case 'compare': {
      const { place, comparator, operand } = condition;
      return {
        kind: 'compare',
        left: measured(frame, place),
        comparator,
        right: operandOf(lexicon, frame, place, operand),
      };
    }
    case 'between': {
      const { place, low, high } = condition;
      return {
        kind: 'between',
        of: measured(frame, place),
        low: literalFor(place.field, low),
        high: literalFor(place.field, high),
      };
    }
    case 'among':
      return {
        kind: 'in',
        of: frame.column(condition.place),
        values: condition.values.map((each) => stored(condition.place, each)),
      };
    case 'during':
      return during(frame.column(condition.place), condition.place, condition.period);
    case 'part': {
      const { part, place, number } = condition;
      return {
        kind: 'compare',
        left: { kind: 'part', part, of: frame.column(place) },
        comparator: '=',
        right: { kind: 'part-number', part, number },
      };
    }
    case 'like':
      return {
        kind: 'like',
        of: frame.column(condition.place),
        match: condition.match,
        text: condition.text,
      };
    case 'missing':
      return { kind: 'null', of: frame.column(condition.place) };
    case 'related': {
      const { path, noun, bounds } = condition;
      const reached = !noun.pick && !bounds && !isFar(frame, path, inside);
      if (!reached) return relatedTest(lexicon, frame, condition, inside);
      const tests = noun.conditions.map((each) => again(along(path, each)));
      return tests.length > 0 ? all(tests) : known(frame.at([], path[0]?.on[0]?.[0] ?? ''));
    }
    case 'shared':
      return sharedTest(lexicon, frame, condition, inside);
    case 'measured':
      return measuredTest(frame, condition);
    case 'not':
      return { kind: 'not', of: again(condition.of, { ...inside, negated: !inside.negated }) };
    case 'any':
      return { kind: 'any', of: condition.of.map((each) => again(each, { ...inside, alternative: true })) };
    case 'both':
    case 'all':
      return all(condition.of.map((each) => again(each)));
  }
}

/** It has to be asked for in a subquery: many rows belong to it that are not joined, or a join would drop rows. */
const isFar = (frame: Frame, path: Path, { alternative }: Inside): boolean =>
  frame.beyond(path).some(({ toward }) => alternative || toward === 'many');
const all = (tests: readonly Test[]): Test =>
  tests.length === 1 && tests[0] ? tests[0] : { kind: 'all', of: tests };
export const known = (of: Expression): Test => ({ kind: 'not', of: { kind: 'null', of } });
const measured = (frame: Frame, place: Place): Expression => asNumber(frame.column(place), place.field);

function operandOf(lexicon: Lexicon, frame: Frame, left: Place, right: Operand): Expression {
  switch (right.kind) {
    case 'literal':
      return literalFor(left.field, right.value);
    case 'place':
      return measured(frame, right.place);
    case 'aggregate': {
      const place = { path: [], field: right.field };
      const shown = [{ kind: 'aggregate' as const, statistic: right.statistic, place }];
      return {
        kind: 'select',
        select: plan(lexicon, { anchor: right.of, shown, groups: [], order: [], distinct: false }),
      };
    }
    case 'value-of':
      return { kind: 'select', select: rowsSelect(lexicon, right.of, right.field.column.name) };
  }
}

/** Half open, so that it is right for days as for moments. */
function during(of: Expression, { field }: Place, { from, before }: Period): Test {
  const bound = (day: string): Expression =>
    field.kind === 'year' ? literalFor(field, Number(day.slice(0, 4))) : { kind: 'literal', value: day };
  const oneYear = from && before && Number(from.slice(0, 4)) + 1 === Number(before.slice(0, 4));
  if (field.kind === 'year' && oneYear)
    return { kind: 'compare', left: of, comparator: '=', right: bound(from) };
  return all([
    ...(from ? [{ kind: 'compare', left: of, comparator: '>=', right: bound(from) } as const] : []),
    ...(before ? [{ kind: 'compare', left: of, comparator: '<', right: bound(before) } as const] : []),
  ]);
}

function stored({ field }: Place, value: string): Expression {
  const numeric = field.column.kind === 'integer' || field.column.kind === 'decimal';
  return { kind: 'literal', value: numeric ? Number(value) : value };
}
