import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { limits, openShop, rowsOf } from './shop.ts';
import { runaways } from './statements.ts';

const timeoutMs = 700;
const maxMemory = 400_000_000;

test.each(runaways)('S25 S26 %s: ended within the limits', async (_, sql) => {
  const { source, folder } = await openShop({ maxMemory });
  const began = performance.now();
  await expect(source.select(sql, { ...limits, timeoutMs })).rejects.toMatchObject({
    code: expect.stringMatching(/^(SQL_TIMED_OUT|SQL_TOO_LARGE|SQL_FAILED|CHILD_OUT_OF_MEMORY)$/),
  });
  expect(performance.now() - began).toBeLessThan(timeoutMs + 5_000);
  expect(existsSync(`${folder}/shop.duckdb.tmp`)).toBe(false);
  expect(await rowsOf(source, 'SELECT count(*) FROM users')).toEqual([[3]]);
});
