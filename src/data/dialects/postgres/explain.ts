import type { Session } from './server.ts';

/** A step of a plan as EXPLAIN (FORMAT JSON) has it, as far as we read it. */
export interface Step {
  readonly type: string;
  readonly planRows: number;
  /** 'Parent Relationship': 'Inner', 'Outer', 'InitPlan'. */
  readonly place: string;
  readonly relation: string | undefined;
  readonly schema: string | undefined;
  /** What it calls the table. */
  readonly alias: string | undefined;
  /** Conditions in the server's words. */
  readonly conditions: readonly string[];
  readonly joinType: string | undefined;
  readonly steps: readonly Step[];
}

/** What the server would do: it plans and runs nothing. The statement must be one that reads. */
export async function explain(session: Session, sql: string): Promise<Step> {
  const lines: string[] = [];
  await session.read(`EXPLAIN (FORMAT JSON, VERBOSE) ${sql}`, {
    columns() {},
    row([line]) {
      lines.push(line ?? '');
      return true;
    },
  });
  const [plan] = JSON.parse(lines.join('\n'));
  return asStep(plan.Plan);
}

/** The server's own JSON: https://www.postgresql.org/docs/current/sql-explain.html */
function asStep(plan: Readonly<Record<string, unknown>>): Step {
  const text = (key: string) => (typeof plan[key] === 'string' ? plan[key] : undefined);
  const plans = Array.isArray(plan.Plans) ? plan.Plans : [];
  return {
    type: text('Node Type') ?? '',
    planRows: Number(plan['Plan Rows'] ?? 0),
    place: text('Parent Relationship') ?? '',
    relation: text('Relation Name'),
    schema: text('Schema'),
    alias: text('Alias'),
    conditions: Object.entries(plan).flatMap(([key, value]) =>
      /Cond|Filter|Function Call|Cache Key/.test(key) ? String(value) : [],
    ),
    joinType: text('Join Type'),
    steps: plans.map(asStep),
  };
}
