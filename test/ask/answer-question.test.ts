import { expect, test } from 'vitest';
import { answerQuestion } from '../../src/ask/answer-question.ts';
import { createSource } from '../../src/ask/source.ts';
import type { DataSource } from '../../src/core/data-source.ts';
import { MagpieError } from '../../src/core/errors.ts';
import type { SqlWriter } from '../../src/core/sql-writer.ts';
import { sayIn } from '../../src/core/text.ts';
import { bigCatalogue } from '../support/big-catalogue.ts';
import { birdSource } from '../support/bird-source.ts';
import { draftOf, scriptedWriter } from '../support/scripted-writer.ts';

const put = (data: DataSource, writer: SqlWriter) =>
  answerQuestion({
    question: 'How many birds?',
    source: createSource(data),
    writer,
    history: [],
    limits: {
      maxRows: 10,
      maxBytes: 10_000,
      queryTimeoutMs: 5000,
      askRows: 2_000_000,
      maxReadRows: 500_000_000,
      pageRows: 10,
    },
    locale: 'en',
    say: sayIn('en'),
    now: new Date('2026-03-01T20:00:00Z'),
    signal: AbortSignal.timeout(20_000),
    progress: () => {},
    confirmed: false,
  });
const count = 'SELECT count(*) AS n FROM birds';

test('what the guard refuses never reaches the database, however harmless the database finds it', async () => {
  const { data } = await birdSource();
  const ran: string[] = [];
  const strict: DataSource = {
    ...data,
    check: async (sql) => (sql === count ? { ok: false, why: 'not today' } : { ok: true }),
    select: (sql, limits) => {
      ran.push(sql);
      return data.select(sql, limits);
    },
  };
  const writer = scriptedWriter(draftOf(count), draftOf('SELECT 7 AS n'));
  expect(await put(strict, writer)).toMatchObject({ kind: 'answered', sql: 'SELECT 7 AS n' });
  expect(ran).toEqual(['SELECT 7 AS n']);
  expect(writer.tasks[1]?.failures).toEqual([{ sql: count, why: 'not today' }]);
});

test('a writer that mends nothing is asked once', async () => {
  const { data } = await birdSource();
  const writer = { ...scriptedWriter(draftOf('SELECT wings FROM birds')), repairs: 0 };
  await expect(put(data, writer)).rejects.toMatchObject({
    code: expect.stringMatching(/^SQL_(REFUSED|FAILED)$/),
    data: { why: expect.stringContaining('wings') },
  });
});

test.each(['SQL_TIMED_OUT', 'SQL_TOO_LARGE', 'CHILD_DIED'] as const)(
  '%s is no fault of the draft, so that nothing is mended',
  async (code) => {
    const { data } = await birdSource();
    const select = () => Promise.reject(new MagpieError(code));
    const writer = scriptedWriter(draftOf(count));
    await expect(put({ ...data, select }, writer)).rejects.toMatchObject({ code });
    expect(writer.tasks).toHaveLength(1);
  },
);

test.each([
  ['Asia/Seoul', '2026-03-02'],
  ['America/Los_Angeles', '2026-03-01'],
  [undefined, '2026-03-01'],
])('today is the day of the source: in %s it is %s', async (timeZone, today) => {
  const { data } = await birdSource();
  const described = async (signal: AbortSignal) => ({
    ...(await data.describe(signal)),
    ...(timeZone !== undefined && { timeZone }),
  });
  const writer = scriptedWriter(draftOf(count));
  await put({ ...data, describe: described }, writer);
  expect(writer.tasks[0]?.today).toBe(today);
});

test('of a thousand tables a writer is given those that the question needs, and for a repair those of its draft', async () => {
  const { data } = await birdSource();
  const big = bigCatalogue({ tables: 1_000, columns: 20, values: 0, maxCharacters: 0 });
  const birds = (await data.describe(AbortSignal.timeout(20_000))).tables;
  const large: DataSource = {
    ...data,
    describe: async (signal) => ({ ...(await data.describe(signal)), tables: [...big.tables, ...birds] }),
  };
  const wanted = big.tables[777]?.name ?? '';
  const writer = scriptedWriter(draftOf(`SELECT wings FROM birds, ${wanted}`), draftOf(count));
  expect(await put(large, writer)).toMatchObject({ kind: 'answered' });
  const [first, second] = writer.tasks.map(({ catalogue }) => catalogue);
  expect(first?.tables.map(({ name }) => name)).toContain('birds');
  expect(first?.tables.length).toBeLessThanOrEqual(12);
  expect(second?.tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['birds', wanted]));
});

test('a small catalogue is given whole, the same object each time', async () => {
  const { data } = await birdSource();
  const writer = scriptedWriter(draftOf('SELECT wings FROM birds'), draftOf(count));
  await put(data, writer);
  const [first, second] = writer.tasks.map(({ catalogue }) => catalogue);
  expect(first?.leftOut).toBeUndefined();
  expect(second).toBe(first);
});
