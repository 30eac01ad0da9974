import type { Hidden, Verdict } from '../../core/data-source.ts';
import { isHiddenTable, sameName } from './cut.ts';

/** UTF-16 units, as long as any statement that a person or a model writes. */
const maxStatement = 200_000;

/** A name in a statement as the dialect's parser resolved it: quotes and escapes are gone, an unquoted one is folded. */
export interface Named {
  readonly schema?: string;
  readonly name: string;
}

/** What a dialect's parser found in one statement that reads. */
export interface Facts {
  /** Every function that is called, operators that are functions included. */
  readonly functions: readonly Named[];
  /** Every table or view that is read; names of common table expressions are left out where they are in scope. */
  readonly tables: readonly Named[];
}

export interface Rules {
  readonly allowsFunction: (called: Named) => boolean;
  /** The schema of the database's own tables and the like. */
  readonly isSystem: (table: Named) => boolean;
  /**
   * What may be read, named as in the catalogue, and as the facts have to name it then; undefined where there is no source, so
   * that only shape and functions are judged.
   */
  readonly tables?: readonly Named[];
  readonly hidden: readonly Hidden[];
}

/** What every dialect refuses alike, in the same words. */
export const refusal = {
  nul: 'it contains a NUL character',
  tooLong: 'it is too long',
  empty: 'it is not a question (SELECT)',
  several: 'it is more than one statement',
  parameters: 'it has parameters without values',
  locks: 'it would lock rows',
  into: 'it would write its result somewhere (INTO)',
  variables: 'it would touch variables',
  tooComplicated: 'it is too complicated to be understood',
  notRead: (word: string) => `only questions (SELECT) may run, and this is ${word.toUpperCase()}`,
  unknown: (what: string) => `it holds something that is not known to be harmless (${what})`,
  function: (name: string) => `the function ${name}() is not allowed`,
  system: (name: string) => `${name} belongs to the database itself`,
  hidden: (name: string) => `there is no table ${name}`,
  hiddenColumn: (name: string) => `there is no column ${name}`,
} as const;

export const refused = (why: string): Verdict => ({ ok: false, why });

/** Before anything is parsed. */
export function judgeText(sql: string): Verdict {
  // Some parsers would read up to it and never see the rest.
  if (sql.includes('\0')) return refused(refusal.nul);
  return sql.length > maxStatement ? refused(refusal.tooLong) : { ok: true };
}

/** The shared rules: functions by an allow-list, tables that are there and that the asker may see. */
export function judgeFacts({ functions, tables }: Facts, rules: Rules): Verdict {
  const called = functions.find((one) => !rules.allowsFunction(one));
  if (called) return refused(refusal.function(spelt(called)));
  for (const table of tables) {
    if (rules.isSystem(table)) return refused(refusal.system(spelt(table)));
    const known = rules.tables === undefined || rules.tables.some((one) => isMeant(table, one));
    if (!known || isHiddenTable(table, rules.hidden)) return refused(refusal.hidden(spelt(table)));
  }
  return { ok: true };
}

const isMeant = (table: Named, known: Named): boolean =>
  sameName(table.name, known.name) && sameName(table.schema ?? '', known.schema ?? '');

const spelt = ({ schema, name }: Named): string => (schema === undefined ? name : `${schema}.${name}`);
