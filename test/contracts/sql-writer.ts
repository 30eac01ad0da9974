import { describe, expect, test } from 'vitest';
import type { Clarification, Decline, Draft, SqlWriter, WritingTask } from '../../src/core/sql-writer.ts';
import { sayIn } from '../../src/core/text.ts';
import { aTask } from '../support/a-task.ts';
import { birdSource } from '../support/bird-source.ts';

type Written = Draft | Clarification | Decline;

/**
 * What every SqlWriter does. `open` gives one; a writer that leans on a model lets it say what is given here, one after the other,
 * and others think for themselves.
 */
export function sqlWriterContract(
  name: string,
  open: (model: readonly Written[]) => Promise<SqlWriter>,
): void {
  const counted: Draft = {
    kind: 'draft',
    sql: 'SELECT count(*) AS n FROM birds',
    understood: 'number of birds',
  };
  const declined: Decline = { kind: 'decline', why: 'There is nothing about that.', suggestions: [] };

  async function task(different: Partial<WritingTask>): Promise<WritingTask> {
    const { data } = await birdSource();
    return aTask({ catalogue: await data.describe(new AbortController().signal), ...different });
  }
  const write = async (writer: SqlWriter, different: Partial<WritingTask> = {}) =>
    writer.write(await task(different), new AbortController().signal, () => {});

  describe(`the writer ${name}`, () => {
    test('its draft is one statement that the guard takes and that gives the answer', async () => {
      const { data } = await birdSource();
      const signal = new AbortController().signal;
      const written = await write(await open([counted]));
      if (written.kind !== 'draft') throw new Error(`it answered with a ${written.kind}`);
      expect(written.understood).toMatch(/\S/);
      expect(await data.check(written.sql, signal)).toEqual({ ok: true });
      const limits = { maxRows: 9, maxBytes: 9999, timeoutMs: 5000, signal };
      expect((await data.select(written.sql, limits)).rows).toEqual([[4]]);
    });

    test('what the data cannot answer is declined with a reason', async () => {
      const written = await write(await open([declined]), { question: 'Who won the war of the worlds?' });
      expect(written).toMatchObject({ kind: 'decline', why: expect.stringMatching(/\S/) });
    });

    test('a memo survives being stored as JSON', async () => {
      const written = await write(await open([counted]));
      expect(JSON.parse(JSON.stringify(written))).toEqual(written);
    });

    test('an empty database is no reason to fail', async () => {
      const { catalogue } = await task({});
      const written = await write(await open([declined]), { catalogue: { ...catalogue, tables: [] } });
      expect(written.kind).toBe('decline');
    });

    test.each([
      ['한국어', '새가 몇 마리인가요?'],
      ['nothing but a sign', '?'],
      ['S35 an injection', "'; DROP TABLE birds; --"],
      ['a very long one', 'birds and '.repeat(500)],
      ['control characters', '\u0000\u202e\ud800'],
    ])('%s as a question brings no draft that the guard refuses', async (_, question) => {
      const { data } = await birdSource();
      const written = await write(await open([declined]), { question, locale: 'ko', say: sayIn('ko') });
      if (written.kind !== 'draft') return;
      expect(await data.check(written.sql, new AbortController().signal)).toEqual({ ok: true });
    });

    test('it does not begin when nobody waits', async () => {
      const writer = await open([]);
      const signal = AbortSignal.abort(new Error('gone'));
      await expect((async () => writer.write(await task({}), signal, () => {}))()).rejects.toThrow('gone');
    });
  });
}
