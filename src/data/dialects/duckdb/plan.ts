import type { DuckDBConnection } from '@duckdb/node-api';
import type { Estimate } from '../../../core/data-source.ts';
import { literal } from './names.ts';

/** A step of DuckDB's plan: https://duckdb.org/docs/stable/guides/meta/explain */
interface Step {
  readonly name: string;
  readonly children: readonly Step[];
  readonly extra_info: Readonly<Record<string, unknown>>;
}

/** What running would take. Runs nothing. */
export async function estimate(connection: DuckDBConnection, sql: string): Promise<Estimate> {
  const steps = all(await plan(connection, sql));
  let rows = 0;
  for (const step of steps) {
    if (step.children.length === 0) rows += await rowsRead(connection, step);
    else if (/JOIN|PRODUCT/.test(step.name)) rows += cardinality(step);
  }
  return { rows, cartesian: steps.some(isCartesian) };
}

/** Rows of the result where DuckDB knows it: of whole tables, however sorted and cut to columns. */
export async function rowsOfResult(connection: DuckDBConnection, sql: string): Promise<number | undefined> {
  const steps = all(await plan(connection, sql));
  const [scan, ...others] = steps.filter(({ name }) => name.trim() === 'SEQ_SCAN');
  const simple = steps.every(({ name }) => ['SEQ_SCAN', 'PROJECTION', 'ORDER_BY'].includes(name.trim()));
  if (!simple || !scan || others.length > 0 || scan.extra_info.Filters !== undefined) return undefined;
  return cardinality(scan);
}

async function plan(connection: DuckDBConnection, sql: string): Promise<readonly Step[]> {
  const [row] = (await connection.runAndReadAll(`EXPLAIN (FORMAT json) ${sql}`)).getRows();
  // The second column is the plan; the form is that of Step.
  return JSON.parse(String(row?.[1])) as readonly Step[];
}

const all = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => [step, ...all(step.children)]);

/** Of a step that does not say, as many as its parts make at most. */
function cardinality({ name, children, extra_info: info }: Step): number {
  const told = info['Estimated Cardinality'];
  if (told !== undefined) return Number(told);
  const parts = children.map(cardinality);
  if (name.includes('CROSS_PRODUCT')) return parts.reduce((product, rows) => product * rows, 1);
  return name.includes('UNGROUPED_AGGREGATE') ? 1 : Math.max(1, ...parts);
}

/** A filter makes fewer rows of a table, but all are read. */
async function rowsRead(connection: DuckDBConnection, step: Step): Promise<number> {
  const table = step.extra_info.Table;
  if (typeof table !== 'string') return cardinality(step);
  const [row] = (
    await connection.runAndReadAll(
      `SELECT estimated_size FROM duckdb_tables() WHERE concat_ws('.', database_name, schema_name, table_name) = ${literal(table)}`,
    )
  ).getRows();
  return Math.max(Number(row?.[0] ?? 0), cardinality(step));
}

const isCartesian = ({ name, children }: Step): boolean =>
  name.includes('CROSS_PRODUCT') && children.length > 1 && children.every((child) => cardinality(child) > 1);
