import type { DatabaseSync } from 'node:sqlite';
import type { Hidden } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import { fileAt } from '../../file-at.ts';
import { connect, isUnfinished } from './connection.ts';
import { type Guard, guardConnection } from './guard.ts';
import { type Plan, planOf } from './plan.ts';
import { readProgram } from './program.ts';
import { countRows, type RowsAt } from './row-counts.ts';
import { rememberSights } from './sights.ts';

/** Two connections to one file: ours, and the one on which every statement is guarded. */
export interface Session {
  readonly schema: DatabaseSync;
  readonly questions: DatabaseSync;
  readonly guard: Guard;
  /** Of a statement that the guard let through, as it gave it back. Undefined for one that is too long to tell. */
  plan(sql: string): Plan | undefined;
  /** Of the schema, the file and its WAL. */
  fingerprint(): string;
}

interface OpenSession extends Session {
  /** From now on `questions` and `guard` work for somebody who may not see these. */
  hide(hidden: readonly Hidden[]): void;
  /** Still of the file that lies there. Throws SOURCE_UNAVAILABLE when none does. */
  isCurrent(): boolean;
  close(): void;
}

/**
 * Gives the session of the file that lies at this path now, for somebody who may not see what is hidden: a file that was put in
 * its place is opened anew.
 */
export function keepSession(path: string): (hidden: readonly Hidden[]) => Session {
  let session = openSession(path);
  return (hidden) => {
    if (!session.isCurrent()) {
      const before = session;
      session = openSession(path);
      before.close();
    }
    session.hide(hidden);
    return session;
  };
}

function openSession(path: string): OpenSession {
  const { schema, questions, still } = connect(path);
  // What is taken for unchanging is opened anew when it has changed.
  const identity = () => [identityOf(path), ...(still ? [changed(path), isUnfinished(path)] : [])].join(' ');
  const opened = identity();
  const version = () => String(Object.values(schema.prepare('PRAGMA schema_version').get() ?? {})[0]);
  const sightOf = rememberSights(schema, version);
  let sight = sightOf([]);
  const state = () => [version(), changed(path), changed(`${path}-wal`)].join(' ');
  let counted: { readonly at: string; readonly rowsAt: RowsAt } | undefined;
  return {
    schema,
    questions,
    guard: guardConnection(questions, () => sight),
    // Kept until the next question, since SQLite compiles a statement again when the schema has changed.
    hide(hidden) {
      sight = sightOf(hidden);
    },
    plan(sql) {
      const now = state();
      if (counted?.at !== now) counted = { at: now, rowsAt: countRows(schema) };
      const program = readProgram(questions, sql);
      return program && planOf(program, counted.rowsAt);
    },
    fingerprint: state,
    isCurrent: () => identity() === opened,
    close() {
      schema.close();
      questions.close();
    },
  };
}

function identityOf(path: string): string {
  const stat = fileAt(path);
  if (!stat) throw new MagpieError('SOURCE_UNAVAILABLE', { why: 'the file is gone' });
  return `${stat.dev}:${stat.ino}`;
}

function changed(path: string): string {
  const stat = fileAt(path);
  return stat ? `${stat.size}@${stat.mtimeMs}` : '-';
}
