import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { MagpieError } from '../../core/errors.ts';
import { openForQuestions, openForSchema } from './connection.ts';
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

/** Gives the session of the file that lies at this path now: one that was put in its place is opened anew. */
export function keepSession(path: string): () => Session {
  let opened = identity(path);
  let session = openSession(path);
  return () => {
    const now = identity(path);
    if (now === opened) return session;
    const before = session;
    session = openSession(path);
    opened = now;
    before.schema.close();
    before.questions.close();
    return session;
  };
}

function openSession(path: string): Session {
  const schema = openForSchema(path);
  const questions = openForQuestions(path);
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
  };
}

function identity(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new MagpieError('SOURCE_UNAVAILABLE', { why: 'the file is gone' });
  return `${stat.dev}:${stat.ino}`;
}

function changed(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.size}@${stat.mtimeMs}` : '-';
}
