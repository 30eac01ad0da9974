import type { Facts, Named } from '../../guard/facts.ts';

/** What stands in one statement that reads, as Postgres' own grammar has it. Offsets are in UTF-16 units. */
export interface Reading extends Facts {
  /** Types that something is cast to. */
  readonly types: readonly Named[];
  /** Those of them that could be reached by a cast: what a text is read as is none. */
  readonly casts: readonly Named[];
  /** Operators that are named without a schema. */
  readonly operators: readonly string[];
  /** What follows a dot: a column, or a function of the whole row. */
  readonly dotted: readonly string[];
  /** Where functions are called without a schema, ascending. */
  readonly calls: readonly number[];
  /** Its outermost WITH, and where its list begins. */
  readonly with?: { readonly at: number; readonly behind: number; readonly recursive: boolean };
}

export type Read =
  | { readonly ok: true; readonly reading: Reading }
  /** `by` the database: Postgres' grammar does not know it. */
  | { readonly ok: false; readonly by: 'guard' | 'database'; readonly why: string };
