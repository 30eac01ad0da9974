import type Anthropic from '@anthropic-ai/sdk';
import { draftMemo, type WriterAnswer } from '../../../schema/draft.ts';
import { quoted } from '../../ask/quoted.ts';
import type { EarlierQuestion, WritingTask } from '../../core/sql-writer.ts';

const maxQuestion = 2000;
const maxSql = 8000;
const maxError = 500;

type Message = Anthropic.MessageParam;

/**
 * The task as messages that take turns: the thread's questions with their SQL, the question, and each failed draft with what
 * was wrong. Neither rows nor summaries, which can hold values of rows, are given to the model.
 */
export function conversation(task: WritingTask): Message[] {
  const thread = task.history.filter((earlier) => earlier.sameThread && earlier.sql.length <= maxSql);
  return [
    ...thread.flatMap((earlier): Message[] => [
      { role: 'user', content: `question: ${quoted(earlier.question, maxQuestion)}` },
      { role: 'assistant', content: draftOf(earlier.sql, understoodOf(earlier)) },
    ]),
    { role: 'user', content: questionText(task) },
    ...task.failures.flatMap(({ sql, why }): Message[] => [
      { role: 'assistant', content: draftOf(sql, task.question) },
      {
        role: 'user',
        content: `That statement was not taken. error: ${quoted(why, maxError)}\nMend it, or refuse if it cannot be mended.`,
      },
    ]),
  ];
}

function questionText({ question, history, locale, today }: WritingTask): string {
  const recent = history.filter((earlier) => !earlier.sameThread);
  const lines = recent.map(
    (earlier) => `- question: ${quoted(earlier.question, maxQuestion)}, sql: ${quoted(earlier.sql, maxSql)}`,
  );
  return [
    ...(lines.length > 0
      ? ['Asked earlier in the channel; of use only if the question refers to one of them:', ...lines, '']
      : []),
    `today: ${today}`,
    `locale: ${quoted(locale, 35)}`,
    `question: ${quoted(question, maxQuestion)}`,
  ].join('\n');
}

function draftOf(sql: string, understood: string): string {
  const answer: WriterAnswer = { kind: 'draft', sql, understood };
  return JSON.stringify({ answer });
}

function understoodOf(earlier: EarlierQuestion): string {
  const left = draftMemo.safeParse(earlier.memo);
  return left.success ? left.data.understood : earlier.question;
}
