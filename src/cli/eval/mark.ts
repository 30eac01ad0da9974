import { answerQuestion } from '../../ask/answer-question.ts';
import { asMagpieError } from '../../core/problem.ts';
import type { AnswerLimits, Source } from '../../core/services.ts';
import type { SqlWriter } from '../../core/sql-writer.ts';
import { sayIn } from '../../core/text.ts';
import type { GoldQuestion } from './questions.ts';
import { isOrdered, type Row, sameRows } from './same-rows.ts';

/** `failed`: neither guard nor database took any draft, or the writer broke. It counts as declined: nobody was told a wrong answer. */
export type Mark =
  | { readonly kind: 'right'; readonly sql: string }
  | {
      readonly kind: 'wrong';
      readonly sql: string;
      readonly gold: readonly Row[];
      readonly got: readonly Row[];
    }
  | { readonly kind: 'declined'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

const limits: AnswerLimits = {
  maxRows: 10_000,
  maxBytes: 10_000_000,
  queryTimeoutMs: 30_000,
  askRows: Number.POSITIVE_INFINITY,
  maxReadRows: Number.POSITIVE_INFINITY,
  pageRows: 10,
};

/** Asks one question through the whole pipeline, alone and without a history, and compares with the gold statement's rows. */
export async function markAnswer(
  { question, query }: GoldQuestion,
  source: Source,
  writer: SqlWriter,
  signal: AbortSignal,
): Promise<Mark> {
  const { maxRows, maxBytes, queryTimeoutMs: timeoutMs } = limits;
  const gold = await source.data.select(query, { maxRows, maxBytes, timeoutMs, signal });
  const asking = {
    question,
    source,
    writer,
    history: [],
    limits,
    locale: 'en',
    say: sayIn('en'),
    now: new Date(),
    signal,
    progress: () => {},
    confirmed: true,
  };
  const answer = await answerQuestion(asking).catch((error): { kind: 'failed'; why: string } => {
    if (signal.aborted) throw error;
    const { code, data, cause } = asMagpieError(error);
    return { kind: 'failed', why: `${code} ${data.why ?? (cause instanceof Error ? cause.stack : '')}` };
  });
  switch (answer.kind) {
    case 'failed':
      return answer;
    case 'costly':
      return { kind: 'failed', why: 'it would take too much' };
    case 'declined':
      return { kind: 'declined', why: answer.why };
    case 'clarified':
      return { kind: 'declined', why: answer.question };
    case 'answered': {
      const { sql, result } = answer;
      if (sameRows(gold.rows, result.rows, isOrdered(query))) return { kind: 'right', sql };
      return { kind: 'wrong', sql, gold: gold.rows, got: result.rows };
    }
  }
}
