import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { guards } from '../../../../src/data/guards.ts';
import { sharedData } from '../../../support/shared-data.ts';
import { honest, honestInMySql, hostile } from './statements.ts';

const never = new AbortController().signal;

/** The statements of this list that get the other verdict. */
async function misjudged(statements: readonly string[], allowed: boolean): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const sql of statements) {
    const verdict = await check(sql);
    if (verdict.ok !== allowed) wrong.push(verdict.ok ? sql : `${verdict.why}: ${sql}`);
  }
  return wrong;
}

function check(sql: string) {
  const guard = guards.mysql?.();
  if (!guard) throw new Error('there is no guard for MySQL');
  return guard.check(sql, never);
}

describe('the guard of MySQL and MariaDB without a source', () => {
  test('S33 refuses by shape and functions', async () => {
    expect(await misjudged(hostile, false)).toEqual([]);
  });

  test('lets honest statements through', async () => {
    expect(await misjudged([...honest, ...honestInMySql], true)).toEqual([]);
  });

  test.each([
    ['DELETE FROM users', 'only questions (SELECT) may run, and this is DELETE'],
    ['SELECT 1; SELECT 2', 'it is more than one statement'],
    ['SELECT SLEEP(5)', 'the function SLEEP() is not allowed'],
    ['SELECT CURRENT_USER', 'the function current_user() is not allowed'],
    ['SELECT * FROM mysql.user', 'mysql.user belongs to the database itself'],
    ['SELECT 1 INTO @x', 'it would write its result somewhere (INTO)'],
    ['SELECT @@version', 'it would touch variables'],
    ['SELECT 1 FROM t FOR UPDATE', 'it would lock rows'],
    ["SELECT 'open", 'it holds something that is not known to be harmless (a text that does not end)'],
    ['SELECT 1 FROM', 'it ends too early'],
    ['', 'it is not a question (SELECT)'],
  ])('says why: %s', async (sql, why) => {
    expect(await check(sql)).toEqual({ ok: false, why });
  });

  test('S36 does not stall over statements that are made to be hard to read', async () => {
    const long = (begin: string, again: string, end = '') =>
      begin + again.repeat(199_000 / again.length) + end;
    const hard = [
      long('SELECT 1', '+1'),
      long('SELECT ', '('),
      long('SELECT 1', '+((((1))))'),
      long('SELECT ', 'INTERVAL '),
      long('SELECT ', 'CASE '),
      long("SELECT '", '\\'),
      long('SELECT 1', '/**/'),
      long('SELECT 1 FROM a', ', a(a'),
      long('WITH a AS (SELECT 1)', ',b AS (SELECT 1)', ' SELECT 1'),
      long('', 'WITH a AS ('),
      `SELECT ${'('.repeat(5_000)}1${')'.repeat(5_000)}`,
      `SELECT 1 FROM ${'('.repeat(5_000)}a${')'.repeat(5_000)}`,
    ];
    for (const sql of hard) {
      expect(await check(sql), sql.slice(0, 40)).toMatchObject({ ok: false });
    }
  });
});

describe.skipIf(!existsSync(sharedData))('the statements that others collected', () => {
  interface Collected {
    readonly dialect: string;
    readonly sql: string;
    readonly expect: 'allow' | 'refuse' | 'bounded';
  }
  const read = (...path: string[]) => JSON.parse(readFileSync(join(sharedData, ...path), 'utf8'));

  test('get their verdict', async () => {
    const collected: readonly Collected[] = read('sql-guard', 'statements.json');
    const ofKind = (kind: Collected['expect']) =>
      collected.flatMap((one) => (one.dialect === 'mysql' && one.expect === kind ? one.sql : []));
    expect(ofKind('refuse').length).toBeGreaterThan(10);
    expect(await misjudged(ofKind('refuse'), false)).toEqual([]);
    expect(await misjudged(ofKind('allow'), true)).toEqual([]);
  });

  test('and the gold statements of Spider pass', async () => {
    const gold: readonly { readonly query: string }[] = read('spider', 'questions.json');
    expect(
      await misjudged(
        gold.map(({ query }) => query),
        true,
      ),
    ).toEqual([]);
  });
});
