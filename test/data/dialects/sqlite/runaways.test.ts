import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DataSource } from '../../../../src/core/data-source.ts';
import { openSource } from '../../../../src/data/open.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { makeSmallShop } from './small-shop.ts';
import { numbers, runaways } from './statements.ts';

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

test.each(runaways)('S25 S26 %s: ended within the limits', async (_, sql) => {
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
