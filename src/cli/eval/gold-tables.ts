import { constants, DatabaseSync } from 'node:sqlite';

export interface GoldTables {
  /** The tables that a statement reads, in lower case, as SQLite itself resolves them. Throws for what it does not understand. */
  of(sql: string): ReadonlySet<string>;
  close(): void;
}

/** Statements are only prepared: nothing of them runs. */
export function openGoldTables(path: string): GoldTables {
  const db = new DatabaseSync(path, { readOnly: true, enableDoubleQuotedStringLiterals: true });
  let read = new Set<string>();
  db.setAuthorizer((action, table) => {
    if (action === constants.SQLITE_READ && table !== null) read.add(table.toLowerCase());
    return constants.SQLITE_OK;
  });
  return {
    of(sql) {
      read = new Set();
      db.prepare(sql);
      return read;
    },
    close: () => db.close(),
  };
}
