import { constants } from 'node:sqlite';
import { allowedFunctions } from './functions.ts';
import { folded } from './names.ts';

/** Says why a table may not be read; undefined for one that may. Of a name that is no table it says undefined. */
export type WhyHidden = (table: string) => string | undefined;

export interface Authorizer {
  /** For `setAuthorizer`: SQLite asks it about everything that a statement would do, while it is prepared. */
  decide(action: number, first: string | null, second: string | null, schema: string | null): number;
  /** Why it said no since it was last asked. */
  takeReason(): string | undefined;
}

const changes: ReadonlyMap<number, string> = new Map([
  [constants.SQLITE_INSERT, 'it would add rows'],
  [constants.SQLITE_UPDATE, 'it would change rows'],
  [constants.SQLITE_DELETE, 'it would delete rows'],
  [constants.SQLITE_PRAGMA, 'it would touch settings'],
]);

/** An allow-list: reading visible tables, and functions that only compute. Every other action is refused, also unknown ones. */
export function createAuthorizer(whyHidden: WhyHidden): Authorizer {
  let reason: string | undefined;

  const whyNot = (action: number, first: string | null, second: string | null, schema: string | null) => {
    switch (action) {
      case constants.SQLITE_SELECT:
      case constants.SQLITE_RECURSIVE:
        return undefined;
      case constants.SQLITE_READ:
        return whyNotRead(first ?? '', schema);
      case constants.SQLITE_FUNCTION:
        if (allowedFunctions.has(folded(second ?? ''))) return undefined;
        return `the function ${second}() is not allowed`;
      default:
        return changes.get(action) ?? 'it would do more than read';
    }
  };
  // The name is a common table expression's, without a schema, where only its rows are counted.
  const whyNotRead = (table: string, schema: string | null) => {
    if (schema !== null && schema !== 'main') return `the schema ${schema} may not be read`;
    return whyHidden(table);
  };

  return {
    decide(action, first, second, schema) {
      const why = whyNot(action, first, second, schema);
      reason ??= why;
      return why === undefined ? constants.SQLITE_OK : constants.SQLITE_DENY;
    },
    takeReason() {
      const taken = reason;
      reason = undefined;
      return taken;
    },
  };
}
