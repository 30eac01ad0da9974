import type { AuditEntry, AuditLog, AuditOutcome } from '../core/audit.ts';
import type { Estimate, ResultSet } from '../core/data-source.ts';
import { MagpieError } from '../core/errors.ts';
import { asMagpieError } from '../core/problem.ts';
import type { Progress } from '../core/progress.ts';
import type { AnswerLimits, Source } from '../core/services.ts';
import { judgeCost } from './cost-gate.ts';

export type StatementRun =
  | { readonly kind: 'ran'; readonly result: ResultSet }
  /** The guard or the database did not take it: another draft may do better. */
  | { readonly kind: 'failed'; readonly code: 'SQL_REFUSED' | 'SQL_FAILED'; readonly why: string }
  /** It takes so much that whoever asks has to say that they want it. Nothing ran. */
  | { readonly kind: 'costly'; readonly estimate: Estimate };

/** Who wants a statement, and why: what the audit says of it besides the statement. */
type Wanted = Omit<AuditEntry, 'sql' | 'at' | keyof AuditOutcome>;

export interface Running {
  readonly source: Source;
  readonly limits: AnswerLimits;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** Whoever asks knows what it takes and wants it all the same. */
  readonly confirmed: boolean;
  /** Absent on the command line, which has no store. */
  readonly audit?: { readonly log: AuditLog; readonly wanted: Wanted; readonly now: () => Date };
}

/**
 * The only way to a database for a statement, whoever wrote it: the guard, the cost gate, the database; the audit keeps what
 * became of it. Rejects with QUERY_TOO_COSTLY, SQL_TIMED_OUT, SQL_TOO_LARGE or the signal's reason.
 */
export async function runStatement(sql: string, running: Running): Promise<StatementRun> {
  const { audit } = running;
  const number = await audit?.log.begin({
    ...audit.wanted,
    sql,
    verdict: 'running',
    at: audit.now().toISOString(),
  });
  const end = async (outcome: AuditOutcome) => {
    if (number !== undefined) await audit?.log.end(number, outcome);
  };
  try {
    const run = await guarded(sql, running);
    await end(outcomeOf(run));
    return run;
  } catch (error) {
    const { code } = asMagpieError(error);
    await end({ verdict: code === 'QUERY_TOO_COSTLY' ? 'too costly' : 'stopped', why: code });
    throw error;
  }
}

async function guarded(sql: string, running: Running): Promise<StatementRun> {
  const { source, limits, signal, progress, confirmed } = running;
  const verdict = await source.data.check(sql, signal);
  if (!verdict.ok) return { kind: 'failed', code: 'SQL_REFUSED', why: verdict.why };
  const estimate = await source.data.estimate(sql, signal);
  // What a database cannot estimate runs: time, memory and rows are bounded all the same.
  if (estimate) {
    const cost = judgeCost(estimate, limits);
    if (cost === 'refuse') {
      throw new MagpieError('QUERY_TOO_COSTLY', { rows: estimate.rows, limit: limits.maxReadRows });
    }
    if (cost === 'ask' && !confirmed) return { kind: 'costly', estimate };
  }
  progress({ kind: 'working', step: 'running' });
  try {
    const { maxRows, maxBytes, queryTimeoutMs: timeoutMs } = limits;
    return { kind: 'ran', result: await source.data.select(sql, { maxRows, maxBytes, timeoutMs, signal }) };
  } catch (error) {
    if (!(error instanceof MagpieError)) throw error;
    const { code, data } = error;
    if (code !== 'SQL_REFUSED' && code !== 'SQL_FAILED') throw error;
    return { kind: 'failed', code, why: String(data.why ?? code) };
  }
}

function outcomeOf(run: StatementRun): AuditOutcome {
  switch (run.kind) {
    case 'ran':
      return { verdict: 'ran', rows: run.result.rows.length, ms: run.result.ms };
    case 'failed':
      return { verdict: run.code === 'SQL_REFUSED' ? 'refused' : 'failed', why: run.why };
    case 'costly':
      return { verdict: 'asked', why: `about ${run.estimate.rows} rows` };
  }
}
