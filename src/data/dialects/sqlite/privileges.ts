import type { DatabaseSync } from 'node:sqlite';
import type { Privilege } from '../../../core/data-source.ts';
import { connect } from './connection.ts';
import { messageOf, told } from './sql-error.ts';

interface Attempt {
  readonly name: string;
  readonly sql: string;
  /** Asked after it did not fail: whether nothing came of it all the same. */
  readonly without?: string;
}

const attempts: readonly Attempt[] = [
  { name: 'write rows', sql: 'BEGIN; CREATE TABLE magpie_was_here (x)' },
  { name: 'open other files', sql: "ATTACH ':memory:' AS magpie_was_here" },
  { name: 'load libraries', sql: "SELECT load_extension('magpie_was_here')" },
  {
    name: 'change the schema by hand',
    sql: 'PRAGMA writable_schema = ON',
    without: 'PRAGMA writable_schema',
  },
];

/** On a connection like the one for questions, but without the guard: what the file is opened with must hold alone. */
export function tryPrivileges(path: string): readonly Privilege[] {
  return attempts.map((attempt) => {
    const { schema, questions } = connect(path);
    try {
      return tried(questions, attempt);
    } finally {
      // What was begun is undone with it.
      schema.close();
      questions.close();
    }
  });
}

function tried(db: DatabaseSync, { name, sql, without }: Attempt): Privilege {
  try {
    db.exec(sql);
  } catch (error) {
    return { name, ok: true, detail: `${sql}: ${told(messageOf(error))}` };
  }
  const [left] = without === undefined ? [1] : Object.values(db.prepare(without).get() ?? {});
  return { name, ok: left === 0, detail: `${sql}: ${left === 0 ? 'it was ignored' : 'it was done'}` };
}
