import type { Estimate, ResultSet } from '../core/data-source.ts';
import { MagpieError } from '../core/errors.ts';
import type { Json } from '../core/json.ts';
import type { Budget } from '../core/spending.ts';
import type { EarlierQuestion, FailedDraft, SqlWriter } from '../core/sql-writer.ts';
import type { Say } from '../core/text.ts';
import { dayIn } from './day-in.ts';
import { type Running, runStatement } from './run-statement.ts';

export interface Asking extends Running {
  readonly question: string;
  readonly writer: SqlWriter;
  readonly history: readonly EarlierQuestion[];
  /** BCP 47. */
  readonly locale: string;
  readonly say: Say;
  /** Absent: whatever it takes. */
  readonly budget?: Budget;
  readonly now: Date;
}

export interface Answered {
  readonly kind: 'answered';
  readonly sql: string;
  readonly understood: string;
  readonly memo?: Json;
  readonly result: ResultSet;
}

/** The statement is there, and did not run: it takes so much that whoever asks has to say that they want it. */
export interface Costly {
  readonly kind: 'costly';
  readonly sql: string;
  readonly understood: string;
  readonly memo?: Json;
  readonly estimate: Estimate;
}

export interface Clarified {
  readonly kind: 'clarified';
  readonly question: string;
  readonly choices: readonly string[];
}

export interface Declined {
  readonly kind: 'declined';
  readonly why: string;
  readonly suggestions: readonly string[];
}

/**
 * From a question to its result: the writer drafts, the guard checks, the database runs; what either does not take goes back
 * to the writer, at most `writer.repairs` times. Rejects with the last draft's SQL_REFUSED or SQL_FAILED, with SQL_TIMED_OUT
 * SQL_TOO_LARGE or QUERY_TOO_COSTLY, with what the writer throws, or with the signal's reason.
 */
export async function answerQuestion(asking: Asking): Promise<Answered | Costly | Clarified | Declined> {
  const { question, history, locale, say, budget, source, writer, signal, progress } = asking;
  progress({ kind: 'working', step: 'reading-schema' });
  let catalogue = await source.catalogueFor({ question, history, failures: [] }, signal);
  const today = dayIn(catalogue.timeZone ?? 'UTC', asking.now);
  const failures: FailedDraft[] = [];
  while (true) {
    progress({ kind: 'working', step: failures.length === 0 ? 'writing-sql' : 'mending' });
    const written = await writer.write(
      { question, catalogue, history, failures: [...failures], locale, say, today, budget },
      signal,
      progress,
    );
    if (written.kind === 'clarification') {
      return { kind: 'clarified', question: written.question, choices: written.choices };
    }
    if (written.kind === 'decline') {
      return { kind: 'declined', why: written.why, suggestions: written.suggestions };
    }
    const { sql, understood, memo } = written;
    const run = await runStatement(sql, asking);
    const drafted = { sql, understood, ...(memo !== undefined && { memo }) };
    if (run.kind === 'ran') return { kind: 'answered', ...drafted, result: run.result };
    if (run.kind === 'costly') return { kind: 'costly', ...drafted, estimate: run.estimate };
    if (failures.length >= writer.repairs) throw new MagpieError(run.code, { why: run.why });
    failures.push({ sql, why: run.why });
    catalogue = await source.catalogueFor({ question, history, failures }, signal);
  }
}
