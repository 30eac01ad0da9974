import { createChildPool } from '../../../children/pool.ts';
import { MagpieError } from '../../../core/errors.ts';
import type { OpenDialect } from '../../dialect.ts';
import { checkTime, tooComplicated } from '../../embedded/check-time.ts';
import { sqlitePath } from './address.ts';
import type { Ask } from './ask.ts';
import { describe } from './describe.ts';
import type { SqliteAnswers, SqliteRequest, SqliteSetup } from './protocol.ts';
import { viewsOver } from './views-over.ts';

/** A SQLite file, read by child processes that are killed when a statement runs too long or grows too large. */
export const openSqlite: OpenDialect = async ({ name, url, cwd, children, maxMemory, onChildLost }) => {
  const setup: SqliteSetup = { path: sqlitePath(url, cwd) };
  const pool = createChildPool<SqliteSetup, SqliteRequest, SqliteAnswers[keyof SqliteAnswers]>({
    entry: new URL('./child.ts', import.meta.url),
    setup,
    size: children,
    maxMemory,
    onLost: onChildLost,
  });
  // The child answers each kind of request with its own kind of answer: see SqliteAnswers.
  const ask = pool.run as Ask;
  try {
    await pool.warm();
  } catch (error) {
    await pool.close();
    throw error;
  }

  return {
    dialect: 'sqlite',
    fingerprint: (signal) => ask({ kind: 'fingerprint' }, signal),
    describe: (signal) => describe(name, ask, signal),
    viewsOver: (hidden, signal) => viewsOver(hidden, ask, signal),
    check: (sql, hidden, signal) =>
      ask({ kind: 'check', sql, hidden }, signal, checkTime).catch(tooComplicated),
    estimate: (sql, hidden, signal) => ask({ kind: 'plan', sql, hidden }, signal, checkTime),
    privileges: (signal) => ask({ kind: 'privileges' }, signal, checkTime),
    select: (sql, hidden, { maxRows, maxBytes, timeoutMs, signal }) =>
      ask({ kind: 'select', sql, hidden, maxRows, maxBytes }, signal, {
        ms: timeoutMs,
        reason: new MagpieError('SQL_TIMED_OUT', { seconds: timeoutMs / 1000 }),
      }),
    close: () => pool.close(),
  };
};
