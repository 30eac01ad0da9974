import type { Named } from '../../guard/facts.ts';

/**
 * Names of common table expressions that may be read where a part of a statement stands. Compared as they are written: a server
 * may tell `Users` from `users`, and then the one is not the other's mask.
 */
export type Scope = ReadonlySet<string>;

/** A table where a statement names it: offsets in UTF-16 units. */
export interface NamedAt extends Named {
  readonly start: number;
  readonly end: number;
  /** Another name follows, by which the rest of the statement calls it. */
  readonly renamed: boolean;
}

/** What a statement was seen to use while it was read. */
export interface Seen {
  readonly functions: Named[];
  readonly tables: NamedAt[];
  /** Names of all common table expressions. */
  readonly given: string[];
}
