import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { StatementType } from '@duckdb/node-api';
import { MagpieError } from '../../../core/errors.ts';

/**
 * Runs one statement that reads, whatever the guard thinks of it: DuckDB itself says what it is. Everything that writes a file is
 * another kind of statement, and what is made on the way is undone. DuckDB makes two of a PIVOT without a list of values: it first
 * makes a type of those that there are.
 */
export async function reading<T>(
  connection: DuckDBConnection,
  sql: string,
  use: (result: DuckDBResult) => Promise<T>,
): Promise<T> {
  const extracted = await connection.extractStatements(sql);
  await connection.run('BEGIN TRANSACTION READ ONLY');
  try {
    for (let at = 0; at < extracted.count - 1; at++) {
      const before = await extracted.prepare(at);
      if (before.statementType !== StatementType.CREATE || !/\bpivot\b/i.test(sql)) throw severalStatements();
      await before.run();
    }
    const statement = await extracted.prepare(extracted.count - 1);
    if (statement.statementType !== StatementType.SELECT) {
      throw new MagpieError('SQL_REFUSED', { why: 'only questions (SELECT) may run' });
    }
    return await use(await statement.stream());
  } finally {
    await connection.run('ROLLBACK');
  }
}

const severalStatements = () => new MagpieError('SQL_REFUSED', { why: 'it is more than one statement' });
