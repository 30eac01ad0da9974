import type { Estimate } from '../../../core/data-source.ts';
import type { Step } from './explain.ts';

/** Rows of a table, whatever is filtered from it; undefined when it is not known. */
export type RowsOf = (schema: string | undefined, table: string) => number | undefined;

/** What reads all below it before it gives its first row. */
const wholesome: ReadonlySet<string> = new Set([
  'Sort',
  'Incremental Sort',
  'Aggregate',
  'Hash',
  'WindowAgg',
  'SetOp',
]);
const kept: ReadonlySet<string> = new Set(['Materialize', 'Hash', 'Sort', 'Memoize']);

export function estimateOf(plan: Step, rowsOf: RowsOf): Estimate {
  return { rows: Math.round(rowsIn(plan, 1, 1, rowsOf)), cartesian: isCartesian(plan) };
}

/** `times` it is run, and the `share` of its rows that somebody above it takes. */
function rowsIn(step: Step, times: number, share: number, rowsOf: RowsOf): number {
  const { type, planRows, relation, schema, steps } = step;
  const whole = type === 'Seq Scan' && relation !== undefined ? (rowsOf(schema, relation) ?? 0) : 0;
  const own = Math.max(planRows, whole) * times * share;
  const [outer] = steps;
  let sum = own;
  for (const below of steps) {
    const inner = type === 'Nested Loop' && below !== outer;
    const repeated = inner && !kept.has(below.type) ? Math.max(outer?.planRows ?? 1, 1) : 1;
    const taken = wholesome.has(type)
      ? 1
      : type === 'Limit'
        ? Math.min(1, planRows / Math.max(below.planRows, 1))
        : share;
    sum += rowsIn(below, (kept.has(type) ? 1 : times) * repeated, taken, rowsOf);
  }
  return sum;
}

function isCartesian(step: Step): boolean {
  const [outer, inner] = step.steps;
  const combines =
    step.type === 'Nested Loop' &&
    step.joinType === 'Inner' &&
    outer !== undefined &&
    inner !== undefined &&
    step.conditions.length === 0 &&
    outer.planRows > 1 &&
    inner.planRows > 1 &&
    !isAbout(inner, aliasesIn(outer));
  return combines || step.steps.some(isCartesian);
}

/** Whether what it reads depends on the row of the other side. */
const isAbout = (step: Step, aliases: readonly string[]): boolean =>
  aliases.some((alias) => step.conditions.some((text) => text.includes(`${alias}.`))) ||
  step.steps.some((below) => isAbout(below, aliases));

const aliasesIn = (step: Step): readonly string[] => [
  ...(step.alias === undefined ? [] : [step.alias]),
  ...step.steps.flatMap(aliasesIn),
];
