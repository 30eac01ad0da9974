import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DataSource } from '../../../../src/core/data-source.ts';
import { buildDemo } from '../../../../src/data/demo/build.ts';
import { guards, type StatementGuard } from '../../../../src/data/guards.ts';
import { openSource } from '../../../../src/data/open.ts';
import { analytics } from './analytics.ts';

const never = new AbortController().signal;
const limits = { maxRows: 100_000, maxBytes: 10_000_000, timeoutMs: 10_000, signal: never };
const folder = mkdtempSync(join(tmpdir(), 'magpie-test-'));
let source: DataSource;
let guard: StatementGuard | undefined;
let unguarded: DatabaseSync;

beforeAll(async () => {
  const path = await buildDemo(folder);
  source = await openSource({ name: 'demo', url: path, children: 1 });
  guard = guards.sqlite?.();
  unguarded = new DatabaseSync(path, { readOnly: true, enableDoubleQuotedStringLiterals: true });
});
afterAll(async () => {
  unguarded.close();
  await guard?.close();
  await source.close();
  rmSync(folder, { recursive: true });
});

test.each(analytics)('is let through, and has as many rows as without a guard: %s', async (sql) => {
  const plain = unguarded.prepare(sql).all();
  expect(await source.check(sql, never)).toEqual({ ok: true });
  expect(await guard?.check(sql, never)).toEqual({ ok: true });
  const { rows } = await source.select(sql, limits);
  expect(rows.length).toBe(plain.length);
  expect(rows.length).toBeGreaterThan(0);
});
