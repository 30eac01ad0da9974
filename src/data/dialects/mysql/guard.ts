import type { Hidden, Verdict } from '../../../core/data-source.ts';
import { sameName } from '../../guard/cut.ts';
import { judgeFacts, judgeText, type Named, refusal, refused } from '../../guard/facts.ts';
import { allowedFunctions } from './functions.ts';
import { GuardRefusal } from './guard-refusal.ts';
import { told } from './sql-error.ts';
import { readStatement, type Statement } from './statement.ts';

export type Judged =
  | { readonly ok: true; readonly statement: Statement }
  | { readonly ok: false; readonly why: string };

export interface Judge {
  /** The source's own; undefined where there is none, so that any but the server's will do. */
  readonly database?: string;
  /** Of its server. */
  readonly caseSensitive?: boolean;
  readonly hidden: readonly Hidden[];
}

const systemSchemas: ReadonlySet<string> = new Set([
  'information_schema',
  'mysql',
  'ndbinfo',
  'performance_schema',
  'sys',
]);

const isSystem = ({ schema }: Named): boolean =>
  schema !== undefined && systemSchemas.has(schema.toLowerCase());

/** By shape, functions and names of tables alone. Takes less than 50 ms, whatever it is given. */
export function judge(sql: string, { database, caseSensitive = true, hidden }: Judge): Judged {
  const text = judgeText(sql);
  if (!text.ok) return text;
  const read = readOrRefuse(sql);
  if (!read.ok) return read;
  const { functions, tables } = read.statement;
  const isOwn = (schema: string) =>
    database === undefined || schema === database || (!caseSensitive && sameName(schema, database));
  const elsewhere = tables.find(
    (table) => table.schema !== undefined && !isSystem(table) && !isOwn(table.schema),
  );
  if (elsewhere) return { ok: false, why: told(refusal.hidden(`${elsewhere.schema}.${elsewhere.name}`)) };
  const own = tables.map((table) => (isSystem(table) ? table : { name: table.name }));
  const verdict = judgeFacts(
    { functions, tables: own },
    { allowsFunction: ({ name }) => allowedFunctions.has(name), isSystem, hidden },
  );
  return verdict.ok ? read : { ok: false, why: told(verdict.why) };
}

function readOrRefuse(sql: string): Judged {
  try {
    return { ok: true, statement: readStatement(sql) };
  } catch (error) {
    if (!(error instanceof GuardRefusal)) throw error;
    return { ok: false, why: told(error.why) };
  }
}

export const asVerdict = (judged: Judged): Verdict => (judged.ok ? { ok: true } : refused(judged.why));
