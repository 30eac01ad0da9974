import type { Hidden, ResultSet, Verdict } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import type { OpenDialect } from '../../dialect.ts';
import { refused } from '../../guard/facts.ts';
import { connectionOf } from './address.ts';
import { beginning } from './begin.ts';
import { describe } from './describe.ts';
import { estimateOf } from './estimate.ts';
import { explain, type Step } from './explain.ts';
import { readHome } from './home.ts';
import { readPrivileges } from './privileges.ts';
import { openReader } from './reader.ts';
import { run } from './run.ts';
import { seenWithout } from './seen.ts';
import { type Bounds, openServer } from './server.ts';
import { readFingerprint, readStructure, type Structure } from './structure.ts';

/** Milliseconds for what the catalogue is asked, and for a plan. */
const catalogueMs = 30_000;
const planMs = 4_000;

const within = (signal: AbortSignal, ms: number): Bounds => ({
  signal,
  ms,
  reason: new MagpieError('SQL_TIMED_OUT', { seconds: ms / 1000 }),
});

/** A statement as the guard has it. */
type Judged =
  | { readonly ok: true; readonly sql: string }
  | { readonly ok: false; readonly by: 'guard' | 'database'; readonly why: string };

/** A Postgres server, asked through connections that are clean each time. */
export const openPostgres: OpenDialect = async ({ name, url, children, allowSuperuser, timeZone }) => {
  const config = connectionOf(url);
  const home = await readHome(config, { allowSuperuser, ...(timeZone !== undefined && { timeZone }) });
  const server = openServer(config, children, (ms) => beginning(home, ms));
  const reader = openReader();
  let known: Structure | undefined;

  /** Read again when it has changed. */
  const structure = (signal: AbortSignal): Promise<Structure> =>
    server.within(within(signal, catalogueMs), async (session) => {
      if (known?.fingerprint !== (await readFingerprint(session))) {
        known = await readStructure(session, home.schema);
      }
      return known;
    });

  const judge = async (sql: string, hidden: readonly Hidden[], signal: AbortSignal): Promise<Judged> => {
    const read = await reader.read(sql, signal);
    if (!read.ok) return read;
    const seen = seenWithout(await structure(signal), hidden);
    const verdict = seen.judge(read.reading);
    return verdict.ok ? { ok: true, sql: seen.asRun(sql, read.reading) } : { ...verdict, by: 'guard' };
  };

  const plan = async (
    sql: string,
    hidden: readonly Hidden[],
    signal: AbortSignal,
  ): Promise<Judged | Step> => {
    const judged = await judge(sql, hidden, signal);
    if (!judged.ok) return judged;
    return server.within(within(signal, planMs), (session) => explain(session, judged.sql));
  };

  return {
    dialect: 'postgres',
    fingerprint: (signal) => server.within(within(signal, catalogueMs), readFingerprint),
    async describe(signal) {
      return describe({
        source: name,
        server,
        structure: await structure(signal),
        timeZone: home.timeZone,
        signal,
      });
    },
    async check(sql, hidden, signal): Promise<Verdict> {
      try {
        const found = await plan(sql, hidden, signal);
        return 'why' in found ? refused(found.why) : { ok: true };
      } catch (error) {
        const why = whyNot(error);
        if (why === undefined) throw error;
        return refused(why);
      }
    },
    async estimate(sql, hidden, signal) {
      const found = await plan(sql, hidden, signal);
      if ('why' in found) throw refusedBy(found);
      if ('ok' in found) return undefined;
      const rows = new Map(
        known?.tables.map((table) => [JSON.stringify([table.schema ?? home.schema, table.name]), table.rows]),
      );
      return estimateOf(found, (schema, table) => rows.get(JSON.stringify([schema, table])));
    },
    async select(sql, hidden, { timeoutMs, signal, maxRows, maxBytes }): Promise<ResultSet> {
      const judged = await judge(sql, hidden, signal);
      if (!judged.ok) throw refusedBy(judged);
      return server.within(within(signal, timeoutMs), (session) =>
        run(session, { sql: judged.sql, maxRows, maxBytes }),
      );
    },
    privileges: (signal) => readPrivileges(config, within(signal, catalogueMs)),
    async close() {
      await Promise.all([server.close(), reader.close()]);
    },
  };
};

const refusedBy = ({ by, why }: { readonly by: 'guard' | 'database'; readonly why: string }): MagpieError =>
  new MagpieError(by === 'guard' ? 'SQL_REFUSED' : 'SQL_FAILED', { why });

/** What the server says of the statement; undefined where the fault lies elsewhere. */
function whyNot(error: unknown): string | undefined {
  if (!(error instanceof MagpieError)) return undefined;
  switch (error.code) {
    case 'SQL_FAILED':
      return String(error.data.why);
    case 'SQL_TIMED_OUT':
    case 'SQL_TOO_LARGE':
      return 'it is too complicated to be understood';
    default:
      return undefined;
  }
}
