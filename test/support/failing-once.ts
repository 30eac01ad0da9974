import type { SqlWriter } from '../../src/core/sql-writer.ts';

/** A writer that cannot be reached the first time. */
export function failingOnce(writer: SqlWriter): SqlWriter {
  let failed = false;
  return {
    ...writer,
    async write(...task) {
      if (failed) return writer.write(...task);
      failed = true;
      throw new Error('it is not there');
    },
  };
}
