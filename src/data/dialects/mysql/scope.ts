import type { Named } from '../../guard/facts.ts';

/**
 * Names of common table expressions that may be read where a part of a statement stands. Compared as they are written: a server
 * may tell `Users` from `users`, and then the one is not the other's mask.
 */
export type Scope = ReadonlySet<string>;

/** What a statement was seen to use while it was read. */
export interface Seen {
  readonly functions: Named[];
  readonly tables: Named[];
  /** Names of all common table expressions. */
  readonly given: string[];
}
