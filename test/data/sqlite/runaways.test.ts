import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DataSource } from '../../../src/core/data-source.ts';
import { openSource } from '../../../src/data/open.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { makeSmallShop } from './small-shop.ts';

const timeoutMs = 700;
const maxMemory = 300_000_000;
const never = new AbortController().signal;

async function openShop(): Promise<DataSource> {
  const path = join(await tempFolder(), 'shop.sqlite');
  makeSmallShop(path);
  const source = await openSource({ name: 'shop', url: path, children: 1, maxMemory });
  onTestFinished(() => source.close());
  return source;
}

const numbers = 'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)';

test.each([
  ['rows without end', `${numbers} SELECT count(*) FROM r`],
  [
    'different rows without end',
    'WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n + 1 FROM r) SELECT count(*) FROM r',
  ],
  [
    'long rows without end',
    `WITH RECURSIVE r(n, s) AS (SELECT 1, '' UNION SELECT n + 1, printf('%.*c', 90000, 'x') || n FROM r) SELECT max(n) FROM r`,
  ],
  ['everything times everything', 'SELECT count(*) FROM big a, big b, big c, big d'],
  [
    'sorting of everything times everything',
    'SELECT a.n, b.n, c.n FROM big a, big b, big c ORDER BY 1, 3, 2',
  ],
  ['one value of 900 MB', "SELECT length(printf('%.*c', 900000000, 'x'))"],
  [
    'one value that doubles',
    `WITH RECURSIVE r(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM r) SELECT max(length(s)) FROM r`,
  ],
  ['one value of all values', "SELECT group_concat(printf('%.*c', 9000, 'x')) FROM big a, big b"],
  ['JSON of all values', "SELECT json_group_array(printf('%.*c', 9000, 'x')) FROM big a, big b"],
  [
    'a window over long values',
    "SELECT sum(1) OVER (PARTITION BY printf('%.*c', 90000, 'x') || a.n) FROM big a, big b",
  ],
  [
    'a pattern that tries for ever',
    `${numbers} SELECT sum(printf('%.*c', 9000, 'a') GLOB '*a*a*a*a*a*b') FROM r`,
  ],
])('%s: ended within the limits', async (_, sql) => {
  const source = await openShop();
  const began = performance.now();
  await expect(
    source.select(sql, { maxRows: 10, maxBytes: 10_000, timeoutMs, signal: never }),
  ).rejects.toMatchObject({
    code: expect.stringMatching(/^(SQL_TIMED_OUT|SQL_TOO_LARGE|CHILD_OUT_OF_MEMORY)$/),
  });
  expect(performance.now() - began).toBeLessThan(timeoutMs + 1_500);
  const after = await source.select('SELECT count(*) FROM big', {
    maxRows: 1,
    maxBytes: 100,
    timeoutMs: 5_000,
    signal: never,
  });
  expect(after.rows).toEqual([[2000]]);
});

test.skipIf(process.platform !== 'linux')('a stopped question leaves no process that works', async () => {
  const before = childrenOf(process.pid);
  const source = await openShop();
  const limits = { maxRows: 1, maxBytes: 100, timeoutMs: 200, signal: never };
  await expect(source.select(`${numbers} SELECT count(*) FROM r`, limits)).rejects.toMatchObject({
    code: 'SQL_TIMED_OUT',
  });
  expect(childrenOf(process.pid)).toEqual(before);
  await source.select('SELECT 1', { ...limits, timeoutMs: 5_000 });
  expect(childrenOf(process.pid)).toHaveLength(before.length + 1);
  await source.close();
  expect(childrenOf(process.pid)).toEqual(before);
});

const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);

function parentOf(pid: string): number | undefined {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    // It ended between the listing and the look.
    return undefined;
  }
}
