import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildDemo } from '../../src/data/demo/build.ts';

const questions = z
  .array(
    z.strictObject({
      id: z.string(),
      skill: z.string(),
      question: z.string(),
      sql: z.string().nullable(),
      after: z.string().optional(),
    }),
  )
  .parse(JSON.parse(await readFile(new URL('../fixtures/demo-questions.json', import.meta.url), 'utf8')));

const skills = [
  'counting',
  'listing',
  'top-bottom',
  'sum',
  'average',
  'minimum',
  'maximum',
  'grouping',
  'having',
  'date-range',
  'column-comparison',
  'join',
  'follow-up',
];

let dir: string;
let database: DatabaseSync;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'magpie-questions-'));
  database = new DatabaseSync(await buildDemo(dir), { readOnly: true });
});

afterAll(async () => {
  database.close();
  await rm(dir, { recursive: true });
});

describe('the questions about the demo database', () => {
  it('are 60 with an answer and 10 without', () => {
    expect(questions.filter(({ sql }) => sql !== null)).toHaveLength(60);
    expect(questions.filter(({ sql }) => sql === null)).toHaveLength(10);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(70);
    expect(new Set(questions.map(({ question }) => question.toLowerCase())).size).toBe(70);
  });

  it.each(skills)('ask at least four times for %s', (skill) => {
    expect(questions.filter((question) => question.skill === skill).length).toBeGreaterThanOrEqual(4);
  });

  it('have no skill that is not in the list, and none where there is no answer', () => {
    for (const { skill, sql } of questions) {
      if (sql === null) expect(skill).toBe('unanswerable');
      else expect(skills).toContain(skill);
    }
  });

  it('follow up on an earlier question that has an answer', () => {
    for (const [index, { id, after, skill }] of questions.entries()) {
      expect(after !== undefined, id).toBe(skill === 'follow-up');
      if (after)
        expect(
          questions.slice(0, index).some((e) => e.id === after && e.sql),
          id,
        ).toBe(true);
    }
  });

  it.each(questions.flatMap(({ question, sql }) => (sql ? [{ question, sql }] : [])))(
    'gold answers "$question" with rows that hold something',
    ({ sql }) => {
      const rows = database.prepare(sql).all();
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(Object.values(row)).not.toContain(null);
    },
  );

  it('have ranked lists without ties, so that only one order is right', () => {
    const ranked = questions.flatMap(({ sql }) => (sql?.includes(' LIMIT ') ? [sql] : []));
    expect(ranked.length).toBeGreaterThanOrEqual(6);
    for (const sql of ranked) {
      const [, from, key, limit] = /( FROM .*) ORDER BY (\w+)(?: DESC)? LIMIT (\d+)$/.exec(sql) ?? [];
      const order = sql.includes(' DESC ') ? 'DESC' : 'ASC';
      const keys = database
        .prepare(`SELECT ${key} AS k ${from} ORDER BY ${key} ${order} LIMIT ${Number(limit) + 1}`)
        .all()
        .map(({ k }) => k);
      expect(new Set(keys).size, sql).toBe(keys.length);
    }
  });
});
