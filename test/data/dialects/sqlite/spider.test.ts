import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { sameRows } from '../../../../src/cli/eval/same-rows.ts';
import type { Cell } from '../../../../src/core/data-source.ts';
import { guards } from '../../../../src/data/guards.ts';
import { openSource } from '../../../../src/data/open.ts';
import { sharedData } from '../../../support/shared-data.ts';

interface Gold {
  readonly db_id: string;
  readonly query: string;
}

const never = new AbortController().signal;
const limits = { maxRows: 10_000, maxBytes: 10_000_000, timeoutMs: 10_000, signal: never };
const spider = join(sharedData, 'spider');

describe.skipIf(!existsSync(spider))('the gold statements of Spider', () => {
  const gold: readonly Gold[] = existsSync(spider)
    ? JSON.parse(readFileSync(join(spider, 'questions.json'), 'utf8'))
    : [];
  const byDatabase = Map.groupBy(gold, ({ db_id }) => db_id);

  test.each([...byDatabase.keys()])('%s answers as it does without a guard', async (id) => {
    const path = join(spider, 'database', id, `${id}.sqlite`);
    const unguarded = new DatabaseSync(path, {
      readOnly: true,
      enableDoubleQuotedStringLiterals: true,
      returnArrays: true,
    });
    const source = await openSource({ name: id, url: `sqlite:${path}`, children: 1 });
    try {
      for (const { query } of byDatabase.get(id) ?? []) {
        const { rows, truncated } = await source.select(query, limits);
        const plain = unguarded.prepare(query).all() as unknown as Cell[][];
        expect(truncated, query).toBe(false);
        expect(sameRows(plain, rows, true), query).toBe(true);
      }
    } finally {
      await source.close();
      unguarded.close();
    }
  });

  test('S35 pass the guard without their databases', async () => {
    const guard = guards.sqlite?.();
    if (!guard) throw new Error('there is no guard for SQLite');
    try {
      const refused: string[] = [];
      for (const { query } of gold) {
        const verdict = await guard.check(query, never);
        if (!verdict.ok) refused.push(`${verdict.why}: ${query}`);
      }
      expect(refused).toEqual([]);
    } finally {
      await guard.close();
    }
  });
});
