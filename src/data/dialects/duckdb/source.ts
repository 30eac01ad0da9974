import { basename } from 'node:path';
import { createChildPool } from '../../../children/pool.ts';
import { MagpieError } from '../../../core/errors.ts';
import { visible } from '../../../render/visible.ts';
import type { OpenDialect } from '../../dialect.ts';
import { checkTime, tooComplicated } from '../../embedded/check-time.ts';
import { duckdbPlace } from './address.ts';
import type { Ask } from './ask.ts';
import { describe } from './describe.ts';
import type { DuckdbAnswers, DuckdbRequest, DuckdbSetup } from './protocol.ts';

/** Of a child's memory: the rest is Node's, and what DuckDB does not count. */
const engineShare = 0.6;

/** Milliseconds in which files must be read: a workbook of a few kilobytes can be made to take for ever. */
const openMs = 120_000;

/** A DuckDB database, or files of tables, read by child processes that are killed when a statement runs too long or grows too large. */
export const openDuckdb: OpenDialect = async (options) => {
  const { name, url, cwd, children, maxMemory, timeZone = 'UTC', onChildLost } = options;
  const setup: DuckdbSetup = { ...duckdbPlace(url, cwd), maxMemory: maxMemory * engineShare, timeZone };
  const pool = createChildPool<DuckdbSetup, DuckdbRequest, DuckdbAnswers[keyof DuckdbAnswers]>({
    entry: new URL('./child.ts', import.meta.url),
    setup,
    size: children,
    maxMemory,
    env: { TZ: timeZone },
    onLost: onChildLost,
  });
  // The child answers each kind of request with its own kind of answer: see DuckdbAnswers.
  const ask = pool.run as Ask;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    pool.close();
  }, openMs);
  try {
    await pool.warm();
  } catch (error) {
    await pool.close();
    throw whyNotOpened(error, late, setup);
  } finally {
    clearTimeout(timer);
  }

  return {
    dialect: 'duckdb',
    fingerprint: (signal) => ask({ kind: 'fingerprint' }, signal),
    describe: (signal) => describe({ source: name, timeZone }, ask, signal),
    viewsOver: (hidden, signal) => ask({ kind: 'viewsOver', hidden }, signal),
    check: (sql, hidden, signal) =>
      ask({ kind: 'check', sql, hidden }, signal, checkTime).catch(tooComplicated),
    estimate: (sql, hidden, signal) => ask({ kind: 'estimate', sql, hidden }, signal, checkTime),
    select: (sql, hidden, { maxRows, maxBytes, timeoutMs, signal }) =>
      ask({ kind: 'select', sql, hidden, maxRows, maxBytes }, signal, {
        ms: timeoutMs,
        reason: new MagpieError('SQL_TIMED_OUT', { seconds: timeoutMs / 1000 }),
      }),
    privileges: (signal) => ask({ kind: 'privileges' }, signal),
    close: () => pool.close(),
  };
};

function whyNotOpened(error: unknown, late: boolean, { kind, path }: DuckdbSetup): unknown {
  const tooMuch = error instanceof MagpieError && error.code === 'CHILD_OUT_OF_MEMORY';
  if (!late && !tooMuch) return error;
  const why = late ? 'it takes too long to read' : 'it needs more memory than it may have';
  return kind === 'files'
    ? new MagpieError('FILE_UNREADABLE', { name: visible(basename(path)), why })
    : new MagpieError('SOURCE_UNAVAILABLE', { why });
}
