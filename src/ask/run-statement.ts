import type { ResultSet } from '../core/data-source.ts';
import { MagpieError } from '../core/errors.ts';
import type { Progress } from '../core/progress.ts';
import type { AnswerLimits, Source } from '../core/services.ts';

export type StatementRun =
  | { readonly ok: true; readonly result: ResultSet }
  /** The guard or the database did not take it: another draft may do better. */
  | { readonly ok: false; readonly code: 'SQL_REFUSED' | 'SQL_FAILED'; readonly why: string };

export interface Running {
  readonly source: Source;
  readonly limits: AnswerLimits;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** Checks a statement, whoever wrote it, and runs it. Rejects with SQL_TIMED_OUT, SQL_TOO_LARGE or the signal's reason. */
export async function runStatement(sql: string, running: Running): Promise<StatementRun> {
  const { source, limits, signal, progress } = running;
  const verdict = await source.data.check(sql, signal);
  if (!verdict.ok) return { ok: false, code: 'SQL_REFUSED', why: verdict.why };
  progress({ kind: 'working', step: 'running' });
  try {
    const { maxRows, maxBytes, queryTimeoutMs: timeoutMs } = limits;
    return { ok: true, result: await source.data.select(sql, { maxRows, maxBytes, timeoutMs, signal }) };
  } catch (error) {
    if (!(error instanceof MagpieError)) throw error;
    const { code, data } = error;
    if (code !== 'SQL_REFUSED' && code !== 'SQL_FAILED') throw error;
    return { ok: false, code, why: String(data.why ?? code) };
  }
}
