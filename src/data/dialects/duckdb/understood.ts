import type { DuckDBConnection } from '@duckdb/node-api';
import { judgeFacts, judgeText, type Named, type Rules, refusal } from '../../guard/facts.ts';
import { type Found, findIn } from './found.ts';
import { allowedFunctions, allowedTableFunctions } from './functions.ts';
import { withValueLists } from './pivot.ts';
import { told } from './sql-error.ts';
import { type Parsed, parse } from './syntax.ts';

/** `guard`: it may not run. `database`: DuckDB does not understand it; `why` is what it says. */
export interface Refused {
  readonly kind: 'refused';
  readonly by: 'guard' | 'database';
  readonly why: string;
}

export const refusedBy = (by: Refused['by'], why: string): Refused => ({ kind: 'refused', by, why });

/** `listed`: of a PIVOT that is two statements to DuckDB, the same as one; see `withValueLists`. */
export type Understood =
  | Refused
  | { readonly kind: 'understood'; readonly found: Found; readonly listed?: string };

/** What is in a statement, if it is one that reads and of parts that are known to be harmless. */
export async function understand(connection: DuckDBConnection, text: string): Promise<Understood> {
  const judged = judgeText(text);
  if (!judged.ok) return refusedBy('guard', judged.why);
  const sql = text.replace(/[\s;]+$/, '');
  const direct = await parse(connection, sql);
  const listed = direct.kind === 'notSelect' ? withValueLists(sql) : undefined;
  const parsed: Parsed = listed === undefined ? direct : await parse(connection, listed);
  if (parsed.kind === 'failed') return refusedBy('database', told(parsed.why));
  if (parsed.kind === 'notSelect') return refusedBy('guard', await whatItIs(connection, sql));
  const [statement, ...others] = parsed.statements;
  if (!statement) return refusedBy('guard', refusal.empty);
  if (others.length > 0) return refusedBy('guard', refusal.several);
  const found = findIn(statement);
  if (found.parameters) return refusedBy('guard', refusal.parameters);
  if (found.unknown !== undefined) return refusedBy('guard', refusal.unknown(found.unknown.toLowerCase()));
  const call = found.tableFunctions.find(({ name }) => !allowedTableFunctions.has(name));
  if (call) return refusedBy('guard', refusal.function(told(call.name)));
  return { kind: 'understood', found, ...(listed !== undefined && { listed }) };
}

async function whatItIs(connection: DuckDBConnection, sql: string): Promise<string> {
  // IMPORT DATABASE already wants its file when it is taken apart.
  const several = await connection.extractStatements(sql).then(
    ({ count }) => count > 1,
    () => false,
  );
  if (several) return refusal.several;
  const [, word] = /^\W*([a-z]+)/i.exec(sql) ?? [];
  return word === undefined ? refusal.empty : refusal.notRead(word);
}

/** The shared rules; `own` are functions that the database itself defines, perhaps by the name of a harmless one. */
export function judge(
  found: Found,
  rules: Pick<Rules, 'tables' | 'hidden'>,
  own: ReadonlySet<string> = new Set(),
): Refused | undefined {
  const verdict = judgeFacts(found, {
    ...rules,
    allowsFunction: ({ name }) => allowedFunctions.has(name) && !own.has(name),
    isSystem,
  });
  return verdict.ok ? undefined : refusedBy('guard', told(verdict.why));
}

const systemSchemas: ReadonlySet<string> = new Set(['information_schema', 'pg_catalog', 'system', 'temp']);

const isSystem = ({ schema, name }: Named): boolean =>
  (schema !== undefined && systemSchemas.has(schema.toLowerCase())) ||
  /^(duckdb|pragma|sqlite|pg)_/i.test(name);
