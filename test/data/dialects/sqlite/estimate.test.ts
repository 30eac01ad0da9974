import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DataSource } from '../../../../src/core/data-source.ts';
import { openSource } from '../../../../src/data/open.ts';

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'magpie-test-'));
let source: DataSource;

beforeAll(async () => {
  const path = join(folder, 'shop.sqlite');
  const db = new DatabaseSync(path);
  db.exec(`
    CREATE TABLE a (id INTEGER PRIMARY KEY, k INTEGER, t TEXT);
    CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER, t TEXT);
    CREATE INDEX b_a ON b (a_id);
    WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 1000) INSERT INTO a SELECT n, n % 10, n FROM r;
    WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 2000) INSERT INTO b SELECT n, n % 1000, n FROM r;
  `);
  db.close();
  source = await openSource({ name: 'shop', url: path, children: 1 });
});
afterAll(async () => {
  await source.close();
  rmSync(folder, { recursive: true });
});

test.each([
  ['SELECT * FROM a', 1_000, false],
  ['SELECT * FROM a LIMIT 5', 5, false],
  ['SELECT * FROM a ORDER BY t LIMIT 5', 1_000, false],
  ['SELECT * FROM a WHERE id = 7', 1, false],
  ['SELECT * FROM a JOIN b ON b.a_id = a.id', 4_000, false],
  ['SELECT * FROM a JOIN b ON b.t LIKE a.t', 2_001_000, false],
  ['SELECT count(*) FROM a, b', 2_001_000, true],
  ["SELECT count(*) FROM a, b WHERE b.t > '5'", 2_001_000, true],
  ['SELECT count(*) FROM a x, a y, a z', 1_001_001_000, true],
  ['SELECT a.*, s.n FROM a, (SELECT count(*) AS n FROM b) s', 3_001, false],
  ['SELECT (SELECT count(*) FROM b WHERE b.t = a.t) FROM a', 2_001_000, false],
  ['SELECT t FROM a UNION ALL SELECT t FROM b', 3_000, false],
  ['SELECT k, count(*) FROM a GROUP BY k', 1_000, false],
  ['SELECT count(*) FROM b', 2_000, false],
  ['SELECT 1', 1, false],
])('%s reads about %i rows', async (sql, rows, cartesian) => {
  const estimate = await source.estimate(sql, never);
  expect(estimate?.cartesian).toBe(cartesian);
  expect(estimate?.rows).toBeGreaterThan(rows * 0.8 - 1);
  expect(estimate?.rows).toBeLessThan(rows * 1.2 + 1);
});

test('what may not run is not estimated', async () => {
  expect(await source.estimate('DELETE FROM a', never)).toBeUndefined();
});

test.each([
  ['SELECT * FROM a', 1_000],
  ['SELECT id, t FROM b ORDER BY t DESC', 2_000],
  ['SELECT * FROM a, a c', 1_000_000],
  ['SELECT * FROM a WHERE k = 3', undefined],
  ['SELECT DISTINCT k FROM a', undefined],
  ['SELECT * FROM a ORDER BY t LIMIT 50', undefined],
  ['SELECT * FROM a LIMIT 50 OFFSET 3', undefined],
  ["SELECT value FROM a, json_each('[1, 2]')", undefined],
])('cut, %s would have had about %s rows', async (sql, about) => {
  const result = await source.select(sql, { maxRows: 4, maxBytes: 10_000, timeoutMs: 10_000, signal: never });
  expect([result.truncated, result.about]).toEqual([true, about]);
});
