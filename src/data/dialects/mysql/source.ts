import type { Hidden, SelectLimits } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import type { OpenDialect } from '../../dialect.ts';
import { refusal, refused } from '../../guard/facts.ts';
import { addressOf } from './address.ts';
import { bounded, endStatement } from './bounded.ts';
import { type Connection, connect } from './connection.ts';
import { describe } from './describe.ts';
import { explain, type Plan } from './estimate.ts';
import { readFingerprint } from './fingerprint.ts';
import { judge } from './guard.ts';
import { GuardRefusal } from './guard-refusal.ts';
import { masked } from './masks.ts';
import { createPool } from './pool.ts';
import { mayEverything, tryPrivileges } from './privileges.ts';
import { select } from './select.ts';
import { readServer } from './server.ts';
import { beginReading, limitRows } from './session.ts';
import { told } from './sql-error.ts';
import type { Statement } from './statement.ts';
import { readStructure } from './structure.ts';
import { viewsOver } from './views-over.ts';

/** Milliseconds for reading a statement and resolving its names. */
const checkMs = 4_000;
/** Milliseconds for how many rows a result would have had. */
const aboutMs = 1_000;
/** Milliseconds for one question of ours about the schema; the catalogue takes several. */
const ownMs = 30_000;

/** A database on a MySQL or MariaDB server, asked over a few connections that are as new for each statement. */
export const openMysql: OpenDialect = async ({
  name,
  url,
  cwd,
  children,
  maxMemory,
  allowSuperuser,
  timeZone,
}) => {
  const address = addressOf(url, cwd);
  const { database } = address;
  const first = await connect(address);
  const server = await readServer(first, timeZone)
    .then(async (read) => {
      if (!allowSuperuser && (await mayEverything(first))) throw unsafe();
      return read;
    })
    .finally(() => first.destroy());
  const pool = createPool(() => connect(address), children);

  type Work<T> = (connection: Connection) => Promise<T>;
  const within = <T>(ms: number, signal: AbortSignal, work: Work<T>) =>
    pool.use(signal, (connection) =>
      bounded(connection, { ms, signal, reason: timedOut(ms), extra: pool.extra }, async () => {
        await beginReading(connection, server, { timeoutMs: ms, maxMemory });
        return work(connection);
      }),
    );
  const judged = (sql: string, hidden: readonly Hidden[]): Statement => {
    const verdict = judge(sql, { database, caseSensitive: server.caseSensitive, hidden });
    if (!verdict.ok) throw new GuardRefusal(verdict.why);
    return verdict.statement;
  };
  const runnable = (connection: Connection, statement: Statement, hidden: readonly Hidden[]) =>
    masked(connection, statement, database, hidden);
  const plan = (
    statement: Statement,
    hidden: readonly Hidden[],
    ms: number,
    signal: AbortSignal,
  ): Promise<Plan> =>
    within(ms, signal, async (connection) =>
      explain(connection, await runnable(connection, statement, hidden)),
    );
  const run = (
    statement: Statement,
    hidden: readonly Hidden[],
    { timeoutMs, signal, ...limits }: SelectLimits,
  ) =>
    within(timeoutMs, signal, async (connection) => {
      const sql = await runnable(connection, statement, hidden);
      // One more than may be shown tells that there were more.
      await limitRows(connection, limits.maxRows + 1);
      return select(connection, { ...limits, sql, end: () => endStatement(connection, pool.extra) });
    });

  return {
    dialect: 'mysql',
    fingerprint: (signal) => within(ownMs, signal, (connection) => readFingerprint(connection, database)),
    describe: (signal) => describe({ source: name, database, within, signal }),
    viewsOver: (hidden, signal) =>
      within(ownMs, signal, async (connection) =>
        viewsOver(await readStructure(connection, database), hidden),
      ),
    async check(sql, hidden, signal) {
      try {
        const statement = judged(sql, hidden);
        await within(checkMs, signal, async (connection) =>
          connection.prepare(await runnable(connection, statement, hidden)),
        );
        return { ok: true };
      } catch (error) {
        return whyNot(error);
      }
    },
    async estimate(sql, hidden, signal) {
      const judgement = judge(sql, { database, caseSensitive: server.caseSensitive, hidden });
      if (!judgement.ok) return undefined;
      const expected = await plan(judgement.statement, hidden, checkMs, signal).catch(untold);
      return expected && { rows: expected.rows, cartesian: expected.cartesian };
    },
    async select(sql, hidden, limits) {
      limits.signal.throwIfAborted();
      try {
        const statement = judged(sql, hidden);
        const { result, more } = await run(statement, hidden, limits);
        if (!more || !statement.plain) return result;
        const expected = await plan(statement, hidden, aboutMs, limits.signal).catch(untold);
        return expected ? { ...result, about: Math.max(expected.result, result.rows.length) } : result;
      } catch (error) {
        if (error instanceof GuardRefusal) throw new MagpieError('SQL_REFUSED', { why: told(error.why) });
        throw error;
      }
    },
    privileges: (signal) => within(ownMs, signal, tryPrivileges),
    close: () => pool.close(),
  };
};

const timedOut = (ms: number) => new MagpieError('SQL_TIMED_OUT', { seconds: ms / 1000 });

const unsafe = () => new MagpieError('SOURCE_UNSAFE', { why: 'this login may do anything on the server' });

/** What the server says of a statement is a verdict; that it cannot be reached is none. */
function whyNot(error: unknown) {
  if (error instanceof GuardRefusal) return refused(told(error.why));
  if (!(error instanceof MagpieError)) throw error;
  switch (error.code) {
    case 'SQL_REFUSED':
    case 'SQL_FAILED':
      return refused(String(error.data.why));
    case 'SQL_TIMED_OUT':
    case 'SQL_TOO_LARGE':
      return refused(refusal.tooComplicated);
    default:
      throw error;
  }
}

/** Only the server's own trouble with the statement; that nobody asks any more is told. */
function untold(error: unknown): undefined {
  if (error instanceof GuardRefusal) return undefined;
  const code = error instanceof MagpieError ? error.code : undefined;
  if (code !== 'SQL_REFUSED' && code !== 'SQL_FAILED' && code !== 'SQL_TIMED_OUT' && code !== 'SQL_TOO_LARGE')
    throw error;
}
