import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { guards, type StatementGuard } from '../../../../src/data/guards.ts';
import { sharedData } from '../../../support/shared-data.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { change } from './made.ts';
import { limits, never, opened, openShop, rowsOf } from './shop.ts';
import { honest, hostile, unseen } from './statements.ts';

function openGuard(): StatementGuard {
  const guard = guards.duckdb?.();
  if (!guard) throw new Error('there is no guard for DuckDB');
  onTestFinished(() => guard.close());
  return guard;
}

/** The statements of this list that get the other verdict. */
async function misjudged(
  statements: readonly string[],
  allowed: boolean,
  judge: Pick<StatementGuard, 'check'>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const sql of statements) {
    const verdict = await judge.check(sql, never);
    if (verdict.ok !== allowed) wrong.push(`${sql.slice(0, 200)} ${JSON.stringify(verdict)}`);
  }
  return wrong;
}

describe('the guard of DuckDB without a database', () => {
  test('refuses what is hostile and lets honest questions pass', async () => {
    const guard = openGuard();
    expect(await misjudged(hostile, false, guard)).toEqual([]);
    expect(await misjudged(honest, true, guard)).toEqual([]);
  });

  test.skipIf(!sharedData)('judges the shared statements as they ask for', async () => {
    const guard = openGuard();
    const all = JSON.parse(
      readFileSync(join(String(sharedData), 'sql-guard', 'statements.json'), 'utf8'),
    ) as {
      readonly dialect: string;
      readonly sql: string;
      readonly expect: 'refuse' | 'allow' | 'bounded';
    }[];
    const ours = all.filter(({ dialect }) => dialect === 'duckdb');
    expect(ours.length).toBeGreaterThan(10);
    const of = (wanted: string) => ours.filter((one) => one.expect === wanted).map(({ sql }) => sql);
    expect(await misjudged(of('refuse'), false, guard)).toEqual([]);
    expect(await misjudged(of('allow'), true, guard)).toEqual([]);
  });

  test('says why', async () => {
    const guard = openGuard();
    const why = async (sql: string) => {
      const verdict = await guard.check(sql, never);
      return verdict.ok ? undefined : verdict.why;
    };
    expect(await why('DROP TABLE users')).toBe('only questions (SELECT) may run, and this is DROP');
    expect(await why('SELECT 1; SELECT 2')).toBe('it is more than one statement');
    expect(await why("SELECT getenv('HOME')")).toBe('the function getenv() is not allowed');
    expect(await why('SELECT * FROM information_schema.tables')).toBe(
      'information_schema.tables belongs to the database itself',
    );
    expect(await why('SELECT ?')).toBe('it has parameters without values');
  });
});

describe('the guard of a DuckDB source', () => {
  test('S34 refuses whatever is no question about its own tables', async () => {
    const { source } = await openShop();
    expect(await misjudged([...hostile, ...unseen], false, source)).toEqual([]);
  });

  test('lets honest questions run', async () => {
    const { source } = await openShop();
    expect(await misjudged(honest, true, source)).toEqual([]);
    for (const sql of honest) {
      const ran = await source.select(sql, limits).then(
        () => 'ran',
        (error) => `${sql}: ${error.code} ${JSON.stringify(error.data)} ${error.cause ?? ''}`,
      );
      expect(ran).toBe('ran');
    }
  });
});

describe('what is hidden in a DuckDB source', () => {
  const hidden = [{ table: 'users', column: 'email' }, { table: 'staff.salaries' }];

  test('is not in rows, however they are asked for', async () => {
    const { source } = await openShop({ hidden });
    const named = async (sql: string) => (await source.select(sql, limits)).columns.map(({ name }) => name);
    expect(await named('SELECT * FROM users')).toEqual(['id', 'name', 'city', 'age', 'born']);
    expect(await named('FROM users u LEFT JOIN orders o ON u.id = o.user_id')).not.toContain('email');
    expect(await named('WITH x AS (FROM users) FROM x')).not.toContain('email');
    expect(await named('WITH RECURSIVE x AS (FROM users) FROM x')).not.toContain('email');
    expect(await named('SELECT COLUMNS(\'.*\') FROM "USERS"')).not.toContain('email');
    expect(await rowsOf(source, 'SELECT count(*) FROM users')).toEqual([[3]]);
    expect(JSON.stringify(await rowsOf(source, 'SELECT users FROM users'))).not.toContain('example.org');
    expect(await named('PIVOT users ON city USING count(*) GROUP BY name')).toEqual(['name', 'Bern', 'Ulm']);
    expect(await named('/* WITH a */ -- b\nwith b as (from users) from b')).not.toContain('email');
  });

  test('is not told by name, schema, view or function', async () => {
    const { source } = await openShop({ hidden });
    const refused = [
      'SELECT email FROM users',
      'SELECT u.email FROM users u',
      'SELECT name FROM users ORDER BY email',
      "SELECT name FROM users WHERE email LIKE 'a%'",
      'SELECT * FROM main.users',
      'SELECT * FROM shop.users',
      'SELECT * FROM shop.main.users',
      'SELECT * FROM "SHOP"."Users"',
      'WITH users AS (SELECT * FROM main.users) FROM users',
      'WITH users AS (SELECT email FROM users) FROM users',
      'SELECT * FROM contacts',
      'SELECT * FROM contacts_of_bern',
      'SELECT * FROM staff.salaries',
      'SELECT * FROM shop.staff.salaries',
      'SELECT soundex(name) FROM users',
      'PIVOT users ON email USING count(*)',
      'PIVOT main.users ON email USING count(*)',
      'SELECT * FROM (SELECT 1) t, LATERAL (SELECT * FROM main.users)',
      'SELECT (SELECT max(email) FROM users)',
    ];
    expect(await misjudged(refused, false, source)).toEqual([]);
    expect(await rowsOf(source, 'SELECT count(*) FROM big_orders')).toEqual([[1]]);
  });

  test('is not told by the labels of an enumeration that only hidden columns have', async () => {
    const path = join(await tempFolder(), 'clinic.duckdb');
    await change(
      path,
      `CREATE TYPE illness AS ENUM ('flu', 'it''s measles'); CREATE TYPE mood AS ENUM ('happy', 'sad');
      CREATE TABLE people (id INTEGER, ill illness, mood mood)`,
    );
    const source = await opened(path, { hidden: [{ table: 'people', column: 'ill' }] });
    const asked = ['SELECT enum_range(NULL::illness)', "SELECT 'flu'::illness", 'SELECT \'[]\'::"Illness"[]'];
    expect(await misjudged(asked, false, source)).toEqual([]);
    expect(await rowsOf(source, 'SELECT enum_range(NULL::mood)::text')).toEqual([['[happy, sad]']]);
    expect(await misjudged(asked, true, await opened(path))).toEqual([]);
  });

  test('is not in the catalogue, and more can be hidden from somebody', async () => {
    const { source } = await openShop({ hidden });
    const columns = async (of: typeof source) =>
      (await of.describe(never)).tables.find(({ name }) => name === 'users')?.columns.map(({ name }) => name);
    expect(await columns(source)).not.toContain('email');
    const narrower = source.hiding([{ table: 'USERS', column: 'AGE' }]);
    expect(await columns(narrower)).toEqual(['id', 'name', 'city', 'born']);
    expect(await misjudged(['SELECT age FROM users'], false, narrower)).toEqual([]);
    expect(await misjudged(['SELECT age FROM users'], true, source)).toEqual([]);
  });
});
