import { statSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { type SqliteDatabase, SqliteDialect } from 'kysely';
import { MagpieError } from '../core/errors.ts';
import { asStoreError } from './sqlite-errors.ts';

export interface SqliteFile {
  readonly dialect: SqliteDialect;
  /** Moves what was written, and what was deleted, from the log into the file. False when somebody reads an older state. */
  checkpoint(): boolean;
  /** Throws STORE_UNAVAILABLE when the file was moved or deleted: what is still written to it would be lost with this process. */
  requireInPlace(): void;
  close(): void;
}

/** Milliseconds that opening waits for somebody else's lock, and each statement of who has nothing else to do. */
const openTimeoutMs = 1000;
const patientTimeoutMs = 5000;

/**
 * Committed data survives a power cut (WAL, synchronous=FULL), and deleted data is overwritten. A statement waits 30 ms for
 * somebody else's lock: it holds the event loop meanwhile.
 */
const settings =
  'pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma busy_timeout = 30';

/**
 * Opens a store file: to write only when it is sound, and `beside` whoever does only when it is there. Throws STORE_UNAVAILABLE or
 * STORE_DAMAGED.
 */
export function openSqlite(file: string, access: 'write' | 'read' | 'beside'): SqliteFile {
  return asStoreError(file, () => {
    const database =
      access === 'beside'
        ? new DatabaseSync(new URL(`${pathToFileURL(file)}?mode=rw`), { timeout: patientTimeoutMs })
        : new DatabaseSync(file, { readOnly: access === 'read', timeout: openTimeoutMs });
    try {
      if (access === 'write') {
        requireSound(database, file);
        database.exec(settings);
      }
    } catch (error) {
      database.close();
      throw error;
    }
    const opened = inodeOf(file);
    return {
      dialect: new SqliteDialect({ database: forKysely(database, file) }),
      checkpoint: () => database.prepare('pragma wal_checkpoint(truncate)').get()?.busy === 0,
      requireInPlace() {
        if (inodeOf(file) === opened) return;
        throw new MagpieError('STORE_UNAVAILABLE', { file, why: 'it was moved or deleted while Magpie ran' });
      },
      close: () => database.close(),
    };
  });
}

const inodeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.ino;

function requireSound(database: DatabaseSync, file: string): void {
  const found = database.prepare('pragma quick_check(1)').get()?.quick_check;
  if (found !== 'ok') throw new MagpieError('STORE_DAMAGED', { file, why: String(found) });
}

/** node:sqlite in the shape that Kysely's dialect takes. */
function forKysely(database: DatabaseSync, file: string): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) =>
      asStoreError(file, () => {
        // When the disk is full SQLite ends the transaction by itself, and Kysely's rollback would hide why.
        const statement = database.prepare(sql === 'rollback' && !database.isTransaction ? 'select 1' : sql);
        // Kysely compiles values of the store's columns only: text, numbers and null.
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
