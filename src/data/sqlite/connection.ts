import { existsSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { MagpieError } from '../../core/errors.ts';

/** Milliseconds that a reader waits for a writer. */
const busyTimeout = 5_000;

/** What a statement may use at most. https://sqlite.org/limits.html */
const limits = {
  /** Bytes of one text, blob or row. */
  length: 10_000_000,
  /** Bytes of a statement, as long as any that a person or a model writes. */
  sqlLength: 200_000,
  exprDepth: 500,
  compoundSelect: 100,
  /** Instructions of a compiled statement: a bomb of nested views stops here. */
  vdbeOp: 1_000_000,
  functionArg: 200,
  likePatternLength: 500,
  attach: 0,
  triggerDepth: 1,
};

/** For our own questions about the schema. */
export const openForSchema = (path: string): DatabaseSync => open(path, {});

/** For statements of others, together with `guardConnection`. */
export function openForQuestions(path: string): DatabaseSync {
  // Quoted text that names no column is a text, as SQLite itself has it: much honest SQL is written so.
  const db = open(path, { limits, enableDoubleQuotedStringLiterals: true });
  harden(db);
  return db;
}

export function openScratch(): DatabaseSync {
  const db = new DatabaseSync(':memory:', {
    limits,
    defensive: true,
    enableDoubleQuotedStringLiterals: true,
  });
  harden(db);
  return db;
}

// Sorting happens in memory, where the child's limit ends it: no statement fills the disk.
const harden = (db: DatabaseSync) =>
  db.exec('PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON');

function open(path: string, options: DatabaseSyncOptions): DatabaseSync {
  const strict = { ...options, readOnly: true, defensive: true, allowExtension: false, timeout: busyTimeout };
  try {
    return proven(new DatabaseSync(path, strict));
  } catch (error) {
    // In WAL mode SQLite wants to write beside the file; without a WAL there is nothing but the file to read.
    if (mayNotWrite(error) && !existsSync(`${path}-wal`)) {
      try {
        return proven(new DatabaseSync(`${pathToFileURL(path)}?immutable=1`, strict));
      } catch {}
    }
    throw new MagpieError('SOURCE_UNAVAILABLE', { why: (error as Error).message }, { cause: error });
  }
}

/** SQLite opens anything: only reading shows whether the file is a database. */
function proven(db: DatabaseSync): DatabaseSync {
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** READONLY and CANTOPEN: the low byte is the primary code. */
const mayNotWrite = (error: unknown) =>
  [8, 14].includes(((error as { errcode?: number }).errcode ?? 0) & 0xff);
