import type { DatabaseSync } from 'node:sqlite';
import { MagpieError } from '../../../core/errors.ts';
import { connect, isUnfinished } from './connection.ts';
import { fileAt } from './file-at.ts';
import { type Guard, guardConnection } from './guard.ts';
import { readVisibility } from './visible.ts';

/** Two connections to one file: ours, and the one on which every statement is guarded. */
export interface Session {
  readonly schema: DatabaseSync;
  readonly questions: DatabaseSync;
  readonly guard: Guard;
  /** Of the schema, the file and its WAL. */
  fingerprint(): string;
}

interface OpenSession extends Session {
  /** Still of the file that lies there. Throws SOURCE_UNAVAILABLE when none does. */
  isCurrent(): boolean;
  close(): void;
}

/** Gives the session of the file that lies at this path now: one that was put in its place is opened anew. */
export function keepSession(path: string): () => Session {
  let session = openSession(path);
  return () => {
    if (session.isCurrent()) return session;
    const before = session;
    session = openSession(path);
    before.close();
    return session;
  };
}

function openSession(path: string): OpenSession {
  const { schema, questions, still } = connect(path);
  // What is taken for unchanging is opened anew when it has changed.
  const identity = () => [identityOf(path), ...(still ? [changed(path), isUnfinished(path)] : [])].join(' ');
  const opened = identity();
  const version = () => String(Object.values(schema.prepare('PRAGMA schema_version').get() ?? {})[0]);
  let seen = version();
  let whyHidden = readVisibility(schema);
  const guard = guardConnection(questions, (table) => whyHidden(table));
  return {
    schema,
    questions,
    guard: {
      inspect(sql) {
        const now = version();
        if (now !== seen) whyHidden = readVisibility(schema);
        seen = now;
        return guard.inspect(sql);
      },
    },
    fingerprint: () => [version(), changed(path), changed(`${path}-wal`)].join(' '),
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
