import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { guards, type StatementGuard } from '../../../../src/data/guards.ts';
import { longestTurn } from '../../../support/longest-turn.ts';
import { sharedData } from '../../../support/shared-data.ts';
import { honest, hostile } from './statements.ts';

const never = new AbortController().signal;

function openGuard(): StatementGuard {
  const guard = guards.postgres?.();
  if (!guard) throw new Error('there is no guard for Postgres');
  onTestFinished(() => guard.close());
  return guard;
}

/** The statements that get the other verdict, with it. */
async function misjudged(statements: readonly string[], allowed: boolean): Promise<readonly string[]> {
  const guard = openGuard();
  const wrong: string[] = [];
  for (const sql of statements) {
    const verdict = await guard.check(sql, never);
    if (verdict.ok !== allowed) wrong.push(`${sql.slice(0, 200)}: ${verdict.ok ? 'allowed' : verdict.why}`);
  }
  return wrong;
}

describe("Postgres' guard without a source", () => {
  test('S31 S32 refuses whatever is no harmless question', async () => {
    expect(await misjudged(hostile, false)).toEqual([]);
  });

  test('lets honest questions pass', async () => {
    expect(await misjudged(honest, true)).toEqual([]);
  });

  test.each([
    ['DELETE FROM users', 'only questions (SELECT) may run, and this is DELETE'],
    ['CREATE TABLE AS SELECT', 'syntax error at or near "AS"'],
    ['SELECT 1; SELECT 2', 'it is more than one statement'],
    ['SELECT $1', 'it has parameters without values'],
    ['SELECT * FROM users FOR UPDATE', 'it would lock rows'],
    ['SELECT * INTO x FROM users', 'it would write its result somewhere (INTO)'],
    ['SELECT U&"pg\\005fsleep"(1)', 'the function pg_sleep() is not allowed'],
    ['SELECT public.sum(1)', 'the function public.sum() is not allowed'],
    ["SELECT 'x'::regclass", 'the type regclass is not allowed'],
    ['SELECT * FROM pg_authid', 'pg_authid belongs to the database itself'],
    ['SELECT current_user', 'the function current_user() is not allowed'],
    ['WITH d AS (DELETE FROM a RETURNING 1) TABLE d', 'only questions (SELECT) may run, and this is DELETE'],
  ])('says why: %s', async (sql, why) => {
    expect(await openGuard().check(sql, never)).toEqual({ ok: false, why });
  });

  test('a long statement does not hold up this process', async () => {
    const guard = openGuard();
    await guard.check('SELECT 1', never);
    const sql = `SELECT ${Array(60_000).fill('a').join()}`;
    expect(await longestTurn(() => guard.check(sql, never))).toBeLessThan(50);
  });

  const corpus = join(sharedData, 'sql-guard', 'statements.json');
  test.skipIf(!existsSync(corpus))('agrees with the verdicts of the shared statements', async () => {
    const all: readonly { dialect: string; sql: string; expect: string }[] = JSON.parse(
      readFileSync(corpus, 'utf8'),
    );
    const of = (verdict: string) =>
      all.filter((one) => one.dialect === 'postgres' && one.expect === verdict).map(({ sql }) => sql);
    expect(await misjudged(of('refuse'), false)).toEqual([]);
    expect(await misjudged(of('allow'), true)).toEqual([]);
  });

  test('blames no statement for the many that were read before it', async () => {
    const many = Array.from(
      { length: 3_000 },
      (_, n) => `SELECT name FROM users WHERE id = ${n} ORDER BY name`,
    );
    expect(await misjudged(many, true)).toEqual([]);
  });

  const gold = join(sharedData, 'spider', 'questions.json');
  test.skipIf(!existsSync(gold))('lets every gold statement of Spider pass', async () => {
    const all: readonly { query: string }[] = JSON.parse(readFileSync(gold, 'utf8'));
    expect(
      await misjudged(
        all.map(({ query }) => query),
        true,
      ),
    ).toEqual([]);
  });
});
