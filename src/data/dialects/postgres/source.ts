import type { Hidden, Verdict } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import { fullName } from '../../../core/full-name.ts';
import type { OpenDialect } from '../../dialect.ts';
import { withGenerated } from '../../guard/cut.ts';
import { refusal, refused } from '../../guard/facts.ts';
import { connectionOf } from './address.ts';
import { beginning } from './begin.ts';
import { describe } from './describe.ts';
import { estimateOf } from './estimate.ts';
import { explain, type Step } from './explain.ts';
import { readHome } from './home.ts';
import { readPrivileges } from './privileges.ts';
import { openReader } from './reader.ts';
import type { Reading } from './reading.ts';
import { readsHidden } from './reads-hidden.ts';
import { run } from './run.ts';
import { type Seen, seenWithout } from './seen.ts';
import { type Bounds, openServer, type Session } from './server.ts';
import { readFingerprint, readStructure, type Structure } from './structure.ts';

/** Milliseconds for what the catalogue is asked, and for a plan. */
const catalogueMs = 30_000;
const planMs = 4_000;
/** Milliseconds for which what is known of the database is taken to be true. */
const freshMs = 1_000;

const within = (signal: AbortSignal, ms: number): Bounds => ({
  signal,
  ms,
  reason: new MagpieError('SQL_TIMED_OUT', { seconds: ms / 1000 }),
});

/** A Postgres server, asked through connections that are clean each time. */
export const openPostgres: OpenDialect = async ({ name, url, children, allowSuperuser, timeZone }) => {
  const config = connectionOf(url);
  const home = await readHome(config, { allowSuperuser, ...(timeZone !== undefined && { timeZone }) });
  const server = openServer(config, children, (ms) => beginning(home, ms));
  const reader = openReader();
  await reader.warm();
  let known: Structure | undefined;

  let looked = 0;
  let views = new WeakMap<readonly Hidden[], Seen>();

  /** Read again when it has changed. */
  const structure = async (session: Session): Promise<Structure> => {
    if (known?.fingerprint !== (await readFingerprint(session))) {
      known = await readStructure(session, home.schema);
      views = new WeakMap();
    }
    looked = performance.now();
    return known;
  };

  const seenBy = (found: Structure, hidden: readonly Hidden[]): Seen => {
    const seen = views.get(hidden) ?? seenWithout(found, hidden);
    views.set(hidden, seen);
    return seen;
  };

  /** By a structure that may be a moment old, and where that refuses, by one that is not. */
  const judged = async (session: Session, reading: Reading, hidden: readonly Hidden[]): Promise<Seen> => {
    if (known && performance.now() - looked < freshMs) {
      const seen = seenBy(known, hidden);
      if (seen.judge(reading).ok) return seen;
    }
    const seen = seenBy(await structure(session), hidden);
    const verdict = seen.judge(reading);
    if (!verdict.ok) throw new MagpieError('SQL_REFUSED', { why: verdict.why });
    return seen;
  };

  /** Judges a statement and does something with it in one transaction; rejects with why it may not run. */
  const withJudged = async <T>(
    {
      sql,
      hidden,
      bounds,
    }: { readonly sql: string; readonly hidden: readonly Hidden[]; readonly bounds: Bounds },
    work: (session: Session, asRun: string) => Promise<T>,
  ): Promise<T> => {
    const read = await reader.read(sql, bounds.signal);
    if (!read.ok)
      throw new MagpieError(read.by === 'guard' ? 'SQL_REFUSED' : 'SQL_FAILED', { why: read.why });
    return server.within(bounds, async (session) => {
      const seen = await judged(session, read.reading, hidden);
      return work(session, seen.asRun(sql, read.reading));
    });
  };

  const plan = (sql: string, hidden: readonly Hidden[], signal: AbortSignal): Promise<Step> =>
    withJudged({ sql, hidden, bounds: within(signal, planMs) }, explain);

  return {
    dialect: 'postgres',
    fingerprint: (signal) => server.within(within(signal, catalogueMs), readFingerprint),
    async describe(signal) {
      const found = await server.within(within(signal, catalogueMs), structure);
      return describe({ source: name, server, structure: found, timeZone: home.timeZone, signal });
    },
    async viewsOver(hidden, signal) {
      const { tables } = await server.within(within(signal, catalogueMs), structure);
      const all = withGenerated(tables, hidden);
      return tables.filter((table) => readsHidden(table, all)).map(fullName);
    },
    check: (sql, hidden, signal) =>
      plan(sql, hidden, signal).then(
        (): Verdict => ({ ok: true }),
        (error: unknown): Verdict => refused(whyNot(error)),
      ),
    async estimate(sql, hidden, signal) {
      const step = await plan(sql, hidden, signal);
      const rows = new Map(
        known?.tables.map((table) => [nameIn(table.schema ?? home.schema, table.name), table.rows]),
      );
      return estimateOf(step, (schema, table) => rows.get(nameIn(schema, table)));
    },
    select: (sql, hidden, { timeoutMs, signal, maxRows, maxBytes }) =>
      withJudged({ sql, hidden, bounds: within(signal, timeoutMs) }, (session, asRun) =>
        run(session, { sql: asRun, maxRows, maxBytes }),
      ),
    privileges: (signal) => readPrivileges(config, within(signal, catalogueMs)),
    async close() {
      await Promise.all([server.close(), reader.close()]);
    },
  };
};

const nameIn = (schema: string | undefined, table: string): string => JSON.stringify([schema, table]);

/** Why a statement may not run. Throws what says nothing of the statement. */
function whyNot(error: unknown): string {
  if (!(error instanceof MagpieError)) throw error;
  switch (error.code) {
    case 'SQL_REFUSED':
    case 'SQL_FAILED':
      return String(error.data.why);
    case 'SQL_TIMED_OUT':
    case 'SQL_TOO_LARGE':
      return refusal.tooComplicated;
    default:
      throw error;
  }
}
