import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { openSource } from '../../../../src/data/open.ts';
import { longestTurn } from '../../../support/longest-turn.ts';
import { mariadb, testDatabase } from '../../../support/mariadb.ts';

afterAll(() => mariadb?.stop());

const never = new AbortController().signal;
const limits = { maxRows: 100, maxBytes: 100_000, timeoutMs: 500, signal: never };
const numbers = 'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r';

async function openNumbers() {
  const database = await testDatabase(
    'CREATE TABLE numbers (n INT PRIMARY KEY, text TEXT); INSERT INTO numbers SELECT seq, repeat("x", 100) FROM seq_1_to_3000;',
  );
  const source = await openSource({ name: 'numbers', url: database.url, children: 2 });
  onTestFinished(() => source.close());
  /** Threads of the source's login that do something. */
  const busy = async () => {
    const rows = await database.run('SHOW PROCESSLIST');
    return rows.filter(({ db, Command }) => db === database.name && Command === 'Query').length - 1;
  };
  return { ...database, source, busy };
}

describe.skipIf(!mariadb)('a runaway in MariaDB', () => {
  test.each([
    ['a recursion without end', `${numbers}) SELECT count(*) FROM r`],
    ['a recursion without end, row by row', `${numbers}) SELECT n FROM r`],
    [
      'a cross join',
      'SELECT count(*) FROM numbers a, numbers b, numbers c, numbers d WHERE a.n + b.n + c.n > d.n',
    ],
    [
      'a sort of a cross join',
      'SELECT a.text, b.text FROM numbers a, numbers b, numbers c ORDER BY md5(a.n + b.n)',
    ],
    ['hashing', `${numbers} WHERE n < 100000000) SELECT sum(crc32(sha2(repeat('x', n), 512))) FROM r`],
  ])('ends at its limit: %s', async (_, sql) => {
    const { source, busy } = await openNumbers();
    const began = performance.now();
    await expect(source.select(sql, limits)).rejects.toMatchObject({
      code: expect.stringMatching(/^SQL_(TIMED_OUT|TOO_LARGE)$/),
    });
    expect(performance.now() - began).toBeLessThan(limits.timeoutMs + 1_500);
    await expect.poll(busy).toBe(0);
    expect((await source.select('SELECT count(*) FROM numbers', limits)).rows).toEqual([[3000]]);
  });

  test.each([
    ['a text that is too long', "SELECT repeat('x', 9e8)"],
    ['a row of 40 MB', "SELECT repeat('x', 1e7), repeat('y', 1e7), repeat('z', 1e7), repeat('w', 1e7)"],
    ['a row of 200 MB', `SELECT ${Array.from({ length: 20 }, () => "repeat('x', 1e7)").join(', ')}`],
    ['rows of 1 MB', "SELECT repeat('x', 1e6) FROM numbers"],
    ['a group of long texts', "SELECT group_concat(repeat('x', 1e6)) FROM numbers"],
    ['padding', "SELECT rpad('x', 9e8, 'y'), space(9e8), lpad('x', 9e8, 'y')"],
  ])('keeps memory and the event loop free: %s', async (_, sql) => {
    const { source } = await openNumbers();
    await source.select('SELECT 1', limits);
    const before = process.memoryUsage().rss;
    let outcome: number | string = 0;
    const longest = await longestTurn(async () => {
      outcome = await source.select(sql, { ...limits, timeoutMs: 5_000 }).then(
        ({ rows }) => JSON.stringify(rows).length,
        ({ code }: { code: string }) => code,
      );
    });
    if (typeof outcome === 'number') expect(outcome).toBeLessThan(100_000);
    else expect(outcome).toMatch(/^SQL_(TOO_LARGE|TIMED_OUT|FAILED)$/);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    expect(longest).toBeLessThan(50);
  });

  test('S28 who gives up leaves nothing behind on the server', async () => {
    const { source, busy } = await openNumbers();
    const giveUp = new AbortController();
    const asked = source.select(`${numbers}) SELECT count(*) FROM r`, {
      ...limits,
      timeoutMs: 20_000,
      signal: giveUp.signal,
    });
    asked.catch(() => {});
    await expect.poll(busy).toBe(1);
    const began = performance.now();
    giveUp.abort(new Error('never mind'));
    await expect(asked).rejects.toThrow('never mind');
    expect(performance.now() - began).toBeLessThan(1_000);
    await expect.poll(busy).toBe(0);
  });

  test('who reads only the beginning of a long result leaves nothing behind either', async () => {
    const { source, busy } = await openNumbers();
    const result = await source.select('SELECT a.text, b.text FROM numbers a, numbers b', {
      ...limits,
      maxRows: 1_000_000,
      timeoutMs: 20_000,
    });
    expect(result.truncated).toBe(true);
    expect(result.about).toBeGreaterThan(1_000_000);
    await expect.poll(busy).toBe(0);
  });
});
