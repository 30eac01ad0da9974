import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { isOrdered, type Row, sameRows } from '../../src/cli/eval/same-rows.ts';
import type { Catalogue } from '../../src/core/data-source.ts';
import type { Draft, WritingTask } from '../../src/core/sql-writer.ts';
import { createGrammarWriter } from '../../src/writers/grammar/grammar-writer.ts';
import { aTask } from '../support/a-task.ts';
import { chinookEditions } from '../support/chinook/editions.ts';
import { chinookFolder, chinookSqlite } from '../support/chinook/files.ts';
import { type ChinookQuestion, questions } from '../support/chinook/questions.ts';

const never = new AbortController().signal;
const limits = { maxRows: 10_000, maxBytes: 10_000_000, timeoutMs: 10_000, signal: never };
const writer = createGrammarWriter();

describe.skipIf(!existsSync(chinookFolder))('thirty questions about Chinook', () => {
  test('are thirty', () => {
    expect(questions).toHaveLength(30);
  });

  for (const { dialect, missing, open } of chinookEditions) {
    test.skipIf(missing)(
      `have the answers of hand-written SQL in ${dialect}`,
      async () => {
        const source = await open();
        const catalogue = await source.describe(never);
        const answers: string[] = [];
        for (const asked of questions) {
          const { sql } = await answerOf(asked, catalogue);
          expect(await source.check(sql, never), sql).toEqual({ ok: true });
          const { rows, truncated } = await source.select(sql, limits);
          const right = sameRows(numbers(goldOf(asked)), numbers(rows), isOrdered(asked.sql));
          answers.push(`${!truncated && right ? 'right' : `wrong: ${sql}`}: ${asked.question}`);
        }
        expect(answers).toEqual(questions.map(({ question }) => `right: ${question}`));
      },
      120_000,
    );
  }
});

async function answerOf({ question, after }: ChinookQuestion, catalogue: Catalogue): Promise<Draft> {
  if (after === undefined) return draftOf({ question, catalogue });
  const { sql, understood: summary, memo } = await draftOf({ question: after, catalogue });
  const earlier = { question: after, sql, summary, sameThread: true, ...(memo !== undefined && { memo }) };
  return draftOf({ question, catalogue, history: [earlier] });
}

async function draftOf(task: Partial<WritingTask>): Promise<Draft> {
  const written = await writer.write(aTask(task), never, () => {});
  if (written.kind !== 'draft') throw new Error(`no draft for ${task.question}: ${JSON.stringify(written)}`);
  return written;
}

function goldOf({ sql }: ChinookQuestion): readonly Row[] {
  using gold = new DatabaseSync(chinookSqlite, { readOnly: true, returnArrays: true });
  // With returnArrays a row is an array; the types know only objects.
  return gold.prepare(sql).all() as unknown as readonly Row[];
}

/** Exact decimals and large integers come as texts. */
const numbers = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)),
  );
