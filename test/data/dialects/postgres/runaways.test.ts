import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { DataSource } from '../../../../src/core/data-source.ts';
import { databaseIn, postgresForTests, run, type TestDatabase } from '../../../support/postgres.ts';
import { processorMs } from '../../../support/processor-time.ts';

const postgres = await postgresForTests();
const databaseOf = (schema: string) => databaseIn(postgres, schema);
const never = new AbortController().signal;

const shop = `
  CREATE TABLE big AS SELECT n FROM generate_series(1, 20000) AS n;
  CREATE TABLE heavy AS SELECT n, repeat(md5(n::text), 30000) AS text FROM generate_series(1, 12) AS n;
  ALTER TABLE heavy ALTER COLUMN text SET STORAGE EXTERNAL;
`;

const select = (source: DataSource, sql: string, timeoutMs = 1_000, signal = never) =>
  source.select(sql, { maxRows: 100, maxBytes: 100_000, timeoutMs, signal });

/** What the reader's backends are doing now. */
const working = async ({ ownerUrl, url }: TestDatabase) =>
  run(
    ownerUrl,
    `SELECT pid, state, query FROM pg_stat_activity WHERE usename = '${new URL(url).username}' AND state <> 'idle'`,
  );

describe.skipIf(!postgres)('a runaway in Postgres', () => {
  test.each([
    [
      'counts without end',
      'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r',
    ],
    ['crosses', 'SELECT count(*) FROM big a, big b, big c, big d'],
    ['makes a series', 'SELECT count(*) FROM generate_series(1, 10000000000)'],
    ['sorts for ever', 'SELECT a.n FROM big a, big b ORDER BY md5(a.n::text || b.n) LIMIT 1'],
  ])('that %s is ended at the limit, and the server is idle then', async (_, sql) => {
    const database = await databaseOf(shop);
    const source = await database.open();
    await select(source, 'SELECT 1');
    const began = performance.now();
    await expect(select(source, sql)).rejects.toMatchObject({ code: 'SQL_TIMED_OUT', data: { seconds: 1 } });
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(await working(database)).toEqual([]);
  });

  test.each([
    ["SELECT repeat('x', 900000000)"],
    ["SELECT repeat('x', 50000000) FROM generate_series(1, 100)"],
    ["SELECT string_agg(repeat('x', 1000000), '') FROM generate_series(1, 300)"],
    ["SELECT repeat('x', 2000000000)"],
  ])('that makes a giant value does not fill our memory: %s', async (sql) => {
    const database = await databaseOf(shop);
    const source = await database.open();
    await select(source, 'SELECT 1');
    const before = process.memoryUsage().rss;
    await expect(select(source, sql, 15_000)).rejects.toMatchObject({
      code: expect.stringMatching(/^SQL_(TOO_LARGE|TIMED_OUT)$/),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    await expect.poll(() => working(database), { timeout: 1_000 }).toEqual([]);
    expect((await select(source, 'SELECT count(*) FROM big')).rows).toEqual([[20_000]]);
  });

  test('S26 of large rows only the beginning is taken', async () => {
    const database = await databaseOf(shop);
    const source = await database.open();
    const { rows, truncated } = await select(source, 'SELECT n, text FROM heavy ORDER BY n', 20_000);
    expect(truncated).toBe(true);
    expect(rows).toHaveLength(12);
    expect(String(rows[0]?.[1])).toHaveLength(8_001);
  });

  test('does not keep this process from anything else', async () => {
    const database = await databaseOf(shop);
    const source = await database.open();
    await select(source, 'SELECT 1');
    const ms = await processorMs(() =>
      select(source, "SELECT n, repeat('x', 5000) FROM generate_series(1, 100000) AS n"),
    );
    expect(ms).toBeLessThan(200);
  });

  test('S28 that nobody waits for any more is gone within a second', async () => {
    const database = await databaseOf(shop);
    const source = await database.open();
    const giveUp = new AbortController();
    const asked = select(source, 'SELECT count(*) FROM big a, big b, big c, big d', 30_000, giveUp.signal);
    asked.catch(() => {});
    await expect.poll(() => working(database)).toMatchObject([{ state: 'active' }]);
    const began = performance.now();
    giveUp.abort(new Error('never mind'));
    await expect(asked).rejects.toThrow('never mind');
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await working(database)).toEqual([]);
  });

  test('the server may end a connection: the next question is answered', async () => {
    const database = await databaseOf(shop);
    const source = await database.open();
    await select(source, 'SELECT 1');
    await run(
      database.ownerUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${new URL(database.url).username}'`,
    );
    await wait(50);
    expect((await select(source, 'SELECT 1')).rows).toEqual([[1]]);
  });
});
