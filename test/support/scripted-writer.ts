import type { SqlWriter, WritingTask } from '../../src/core/sql-writer.ts';

type Written = Awaited<ReturnType<SqlWriter['write']>>;

export interface ScriptedWriter extends SqlWriter {
  /** What it was asked, oldest first. */
  readonly tasks: readonly WritingTask[];
}

/** A writer that gives these answers one after the other; being asked once more than that fails the test. */
export function scriptedWriter(...script: readonly Written[]): ScriptedWriter {
  const tasks: WritingTask[] = [];
  return {
    name: 'scripted',
    repairs: 2,
    tasks,
    async write(task) {
      const written = script[tasks.length];
      tasks.push(task);
      if (!written) throw new Error(`nobody expected "${task.question}" to be written`);
      return written;
    },
  };
}

export const draftOf = (sql: string, understood = 'what was asked'): Written => ({
  kind: 'draft',
  sql,
  understood,
});

/** What each question could lean on; 'elsewhere' for what was not asked in its thread. */
export const knew = ({ tasks }: ScriptedWriter): readonly (readonly string[])[] =>
  tasks.map(({ history }) =>
    history.map(({ question, sameThread }) => (sameThread ? question : 'elsewhere')),
  );
