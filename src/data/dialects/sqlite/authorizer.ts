import { constants } from 'node:sqlite';
import { refusal } from '../../guard/facts.ts';
import { allowedFunctions } from './functions.ts';
import { folded } from './names.ts';
import type { Visibility } from './visible.ts';

export interface Authorizer {
  /** For `setAuthorizer`: SQLite asks it about everything that a statement would do, while it is prepared. */
  decide(action: number, first: string | null, second: string | null, schema: string | null): number;
  /** Forgets what it was asked before. */
  begin(): void;
  /** Why it said no first. */
  reason(): string | undefined;
  /** Whether a column of this name is read, of whichever table. */
  reads(column: string): boolean;
}

const changes: ReadonlyMap<number, string> = new Map([
  [constants.SQLITE_INSERT, 'it would add rows'],
  [constants.SQLITE_UPDATE, 'it would change rows'],
  [constants.SQLITE_DELETE, 'it would delete rows'],
  [constants.SQLITE_PRAGMA, 'it would touch settings'],
]);

/** An allow-list: reading what is visible, and functions that only compute. Every other action is refused, also unknown ones. */
export function createAuthorizer(whyHidden: Visibility['whyHidden']): Authorizer {
  const columns = new Set<string>();
  let reason: string | undefined;

  const whyNot = (action: number, first: string | null, second: string | null, schema: string | null) => {
    switch (action) {
      case constants.SQLITE_SELECT:
      case constants.SQLITE_RECURSIVE:
        return undefined;
      case constants.SQLITE_READ:
        return whyNotRead(first ?? '', second ?? '', schema);
      case constants.SQLITE_FUNCTION:
        return allowedFunctions.has(folded(second ?? '')) ? undefined : refusal.function(second ?? '');
      default:
        return changes.get(action) ?? 'it would do more than read';
    }
  };
  // The name is a common table expression's, without a schema, where only its rows are counted.
  const whyNotRead = (table: string, column: string, schema: string | null) => {
    if (schema !== null && schema !== 'main') return `the schema ${schema} may not be read`;
    return whyHidden(table, column);
  };

  return {
    decide(action, first, second, schema) {
      if (action === constants.SQLITE_READ) columns.add(folded(second ?? ''));
      const why = whyNot(action, first, second, schema);
      reason ??= why;
      return why === undefined ? constants.SQLITE_OK : constants.SQLITE_DENY;
    },
    begin() {
      reason = undefined;
      columns.clear();
    },
    reason: () => reason,
    reads: (column) => columns.has(folded(column)),
  };
}
