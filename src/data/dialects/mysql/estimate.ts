import type { Estimate } from '../../../core/data-source.ts';
import type { Connection } from './connection.ts';

export interface Plan extends Estimate {
  /** Rows of the result of a statement that neither gathers nor limits them. */
  readonly result: number;
}

interface Step {
  readonly id: string;
  readonly dependent: boolean;
  readonly rows: number;
  /** Share of the rows that are kept, as far as the server knows. */
  readonly kept: number;
  /** Every row is combined with every one before it, and no condition is known. */
  readonly free: boolean;
}

/** What the server expects of a statement, by EXPLAIN. It may run subqueries that it takes for constants: the caller sets a limit. */
export async function explain(connection: Connection, sql: string): Promise<Plan> {
  const names: string[] = [];
  const rows: (readonly (string | null)[])[] = [];
  await connection.read(`EXPLAIN ${sql}`, {
    fields: (fields) => names.push(...fields.map(({ name }) => name.toLowerCase())),
    row: (row) => rows.push(row.map((cell) => cell?.toString('utf8') ?? null)) > 0,
  });
  return planOf(rows.map((row) => stepOf((name) => row[names.indexOf(name)] ?? null)));
}

function stepOf(cell: (name: string) => string | null): Step {
  const scans = cell('type') === 'ALL' || cell('type') === 'index';
  return {
    id: cell('id') ?? '',
    dependent: /^DEPENDENT (SUBQUERY|UNION)$/.test(cell('select_type') ?? ''),
    rows: Number(cell('rows') ?? 0),
    kept: Number(cell('filtered') ?? 100) / 100,
    free: scans && cell('ref') === null && !/Using where/.test(cell('extra') ?? ''),
  };
}

/** Steps of one id are a join, in its order; a dependent subquery runs for each row of the first join. */
function planOf(steps: readonly Step[]): Plan {
  let rows = 0;
  let cartesian = false;
  let result = 0;
  for (const [id, joined] of Map.groupBy(steps, (step) => step.id)) {
    let combined = joined[0]?.dependent ? Math.max(1, result) : 1;
    let kept = combined;
    for (const [at, step] of joined.entries()) {
      if (at > 0 && step.free && step.rows > 1 && combined > 1) cartesian = true;
      combined *= step.rows;
      kept *= step.rows * step.kept;
      rows += combined;
    }
    if (id === '1') result = kept;
  }
  return { rows: Math.round(rows), cartesian, result: Math.round(result) };
}
