import { existsSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { MagpieError } from '../../../core/errors.ts';
import { isSqliteError, messageOf, told } from './sql-error.ts';

/** Milliseconds that a reader waits for a writer: less than any time limit, so that a lock is told as a lock. */
const busyTimeout = 1_500;

/** What a statement may use at most. https://sqlite.org/limits.html */
const limits = {
  /** Bytes of one text, blob or row. */
  length: 10_000_000,
  /** Bytes of a statement; declarations of tables count too, and are longer than what anybody asks. */
  sqlLength: 2_000_000,
  exprDepth: 500,
  compoundSelect: 100,
  /** Instructions of a compiled statement: a bomb of nested views stops here. */
  vdbeOp: 1_000_000,
  functionArg: 200,
  likePatternLength: 500,
  attach: 0,
  triggerDepth: 1,
};

/** Two connections to one file. */
export interface Connections {
  /** For our own questions about the schema. */
  readonly schema: DatabaseSync;
  /** For statements of others, together with `guardConnection`. */
  readonly questions: DatabaseSync;
  /** They take the file for one that nobody changes, and would not see it change. */
  readonly still: boolean;
}

/** Throws SOURCE_UNAVAILABLE. */
export function connect(path: string): Connections {
  try {
    return { ...openBoth(path), still: false };
  } catch (error) {
    // In WAL mode SQLite wants to write beside the file; without a WAL there is nothing but the file to read.
    if (!mayNotWrite(error) || isUnfinished(path)) throw unavailable(error);
  }
  try {
    return { ...openBoth(`${pathToFileURL(path)}?immutable=1`), still: true };
  } catch (error) {
    throw unavailable(error);
  }
}

/** What others wrote lies beside the file: only with it the file tells the truth. */
export const isUnfinished = (path: string): boolean =>
  existsSync(`${path}-wal`) || existsSync(`${path}-journal`);

export function openScratch(): DatabaseSync {
  return hardened(new DatabaseSync(':memory:', forQuestions));
}

// Quoted text that names no column is a text, as SQLite itself has it: much honest SQL is written so.
const forQuestions: DatabaseSyncOptions = {
  limits,
  defensive: true,
  enableDoubleQuotedStringLiterals: true,
};

function openBoth(path: string): Pick<Connections, 'schema' | 'questions'> {
  const schema = open(path, { defensive: true });
  try {
    return { schema, questions: hardened(open(path, forQuestions)) };
  } catch (error) {
    schema.close();
    throw error;
  }
}

/** SQLite opens anything: only reading shows whether the file is a database. */
function open(path: string, options: DatabaseSyncOptions): DatabaseSync {
  const db = new DatabaseSync(path, {
    ...options,
    readOnly: true,
    allowExtension: false,
    timeout: busyTimeout,
  });
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

// Sorting happens in memory, where the child's limit ends it: no statement fills the disk.
function hardened(db: DatabaseSync): DatabaseSync {
  db.exec('PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON');
  return db;
}

const unavailable = (error: unknown) =>
  new MagpieError('SOURCE_UNAVAILABLE', { why: told(messageOf(error)) });

/** READONLY and CANTOPEN: the low byte is the primary code. */
const mayNotWrite = (error: unknown) => isSqliteError(error) && [8, 14].includes(error.errcode & 0xff);
