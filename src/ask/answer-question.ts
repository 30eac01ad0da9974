import type { ResultSet } from '../core/data-source.ts';
import { MagpieError } from '../core/errors.ts';
import type { Json } from '../core/json.ts';
import type { Progress } from '../core/progress.ts';
import type { AnswerLimits, Source } from '../core/services.ts';
import type { EarlierQuestion, FailedDraft, SqlWriter } from '../core/sql-writer.ts';
import type { Say } from '../core/text.ts';
import { runStatement } from './run-statement.ts';

export interface Asking {
  readonly question: string;
  readonly source: Source;
  readonly writer: SqlWriter;
  readonly history: readonly EarlierQuestion[];
  readonly limits: AnswerLimits;
  /** BCP 47. */
  readonly locale: string;
  readonly say: Say;
  /** ISO date. */
  readonly today: string;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

export interface Answered {
  readonly kind: 'answered';
  readonly sql: string;
  readonly understood: string;
  readonly memo?: Json;
  readonly result: ResultSet;
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
 * or SQL_TOO_LARGE, with what the writer throws, or with the signal's reason.
 */
export async function answerQuestion(asking: Asking): Promise<Answered | Clarified | Declined> {
  const { source, writer, signal, progress } = asking;
  progress({ kind: 'working', step: 'reading-schema' });
  const catalogue = await source.catalogue(signal);
  const failures: FailedDraft[] = [];
  while (true) {
    progress({ kind: 'working', step: failures.length === 0 ? 'writing-sql' : 'mending' });
    const { question, history, locale, say, today } = asking;
    const written = await writer.write(
      { question, catalogue, history, failures: [...failures], locale, say, today },
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
    if (run.ok) {
      return {
        kind: 'answered',
        sql,
        understood,
        result: run.result,
        ...(memo !== undefined && { memo }),
      };
    }
    if (failures.length >= writer.repairs) throw new MagpieError(run.code, { why: run.why });
    failures.push({ sql, why: run.why });
  }
}
