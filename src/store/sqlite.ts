import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect } from 'kysely';
import { asStoreError } from './sqlite-errors.ts';

export interface SqliteFile {
  readonly dialect: SqliteDialect;
  /** What SQLite finds wrong with the file; empty when it is sound. */
  faults(): string;
  /** Moves what was written, and what was deleted, from the log into the file. */
  checkpoint(): void;
  close(): void;
}

/** How long a statement waits for a reader's lock. It holds the event loop meanwhile. */
const busyTimeoutMs = 1000;

/** A store file. WAL and synchronous=FULL: what is committed survives a power cut. secure_delete: what is deleted is overwritten. */
export function openSqlite(file: string, access: 'write' | 'read'): SqliteFile {
  return asStoreError(file, () => {
    const database = new DatabaseSync(file, { readOnly: access === 'read', timeout: busyTimeoutMs });
    try {
      if (access === 'write') {
        database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on');
      }
      return {
        dialect: new SqliteDialect({ database: forKysely(database, file) }),
        faults: () =>
          asStoreError(file, () => {
            const found = database.prepare('pragma quick_check(3)').all();
            return found
              .map((row) => String(row.quick_check))
              .filter((line) => line !== 'ok')
              .join('; ');
          }),
        checkpoint: () => database.exec('pragma wal_checkpoint(truncate)'),
        close: () => database.close(),
      };
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** node:sqlite in the shape that Kysely's dialect takes. */
function forKysely(database: DatabaseSync, file: string): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) =>
      asStoreError(file, () => {
        // When the disk is full SQLite ends the transaction by itself, and Kysely's rollback would hide why.
        const statement = database.prepare(sql === 'rollback' && !database.isTransaction ? 'select 1' : sql);
        const bind = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => asStoreError(file, () => statement.all(...bind(parameters))),
          run: (parameters) => asStoreError(file, () => statement.run(...bind(parameters))),
          iterate: (parameters) => statement.iterate(...bind(parameters)),
        };
      }),
  };
}
