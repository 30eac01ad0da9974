import { describe, expect, test } from 'vitest';
import type { DataSource, Hidden } from '../../../../src/core/data-source.ts';
import { databaseIn, postgresForTests } from '../../../support/postgres.ts';

const postgres = await postgresForTests();
const databaseOf = (schema: string) => databaseIn(postgres, schema);
const never = new AbortController().signal;

const select = async (source: DataSource, sql: string) => {
  const limits = { maxRows: 100, maxBytes: 100_000, timeoutMs: 10_000, signal: never };
  return (await source.select(sql, limits)).rows;
};

const staff = `
  CREATE TABLE users (id int PRIMARY KEY, name text, salary int);
  CREATE TABLE secrets (id int PRIMARY KEY, word text);
  CREATE TABLE plans (id int PRIMARY KEY, user_id int REFERENCES users);
  INSERT INTO users VALUES (1, 'Ada', 100), (2, 'Grace', 200);
  INSERT INTO secrets VALUES (1, 'magic');
  CREATE VIEW names AS SELECT id, name FROM users;
  CREATE VIEW pay AS SELECT name, salary FROM users;
  CREATE VIEW pay_again AS SELECT name FROM pay WHERE salary > 1;
  CREATE VIEW whole AS SELECT users FROM users;
  CREATE VIEW words AS SELECT word FROM secrets;
  CREATE TABLE heirs () INHERITS (users);
`;
const hidden: readonly Hidden[] = [{ table: 'Users', column: 'SALARY' }, { table: 'secrets' }];

const harmless: readonly (readonly [string, unknown])[] = [
  [
    'SELECT * FROM users ORDER BY id',
    [
      [1, 'Ada'],
      [2, 'Grace'],
    ],
  ],
  ['SELECT u FROM users u WHERE id = 1', [['(1,Ada)']]],
  ['SELECT to_jsonb(u)::text FROM users u WHERE id = 1', [['{"id": 1, "name": "Ada"}']]],
  ['(SELECT name FROM users WHERE id = 1)', [['Ada']]],
  ['WITH x AS (SELECT * FROM users) SELECT count(*) FROM x', [[2]]],
  ['/* é */ ( WITH /* WITH */ x AS (SELECT id FROM users) SELECT max(id) FROM x ) ORDER BY 1', [[2]]],
  [
    'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r JOIN users u ON u.id = n) SELECT max(n) FROM r',
    [[3]],
  ],
  ['SELECT name FROM names ORDER BY 1', [['Ada'], ['Grace']]],
  ['SELECT max(u.name) FROM users u LEFT JOIN plans p ON p.user_id = u.id', [['Grace']]],
  ['TABLE users LIMIT 1', [[1, 'Ada']]],
];

describe.skipIf(!postgres)('what is hidden in Postgres', () => {
  test('is neither in the catalogue nor in any answer', async () => {
    const source = await (await databaseOf(staff)).open({ hidden });
    const { tables } = await source.describe(never);
    expect(tables.map(({ name }) => name).sort()).toEqual(['names', 'plans', 'users']);
    expect(tables.find(({ name }) => name === 'users')?.columns.map(({ name }) => name)).toEqual([
      'id',
      'name',
    ]);
    for (const sql of [
      'SELECT * FROM secrets',
      'SELECT * FROM public.secrets',
      'SELECT salary FROM users',
      'SELECT u.salary FROM users u',
      'SELECT name FROM users WHERE salary > 1',
      'SELECT name FROM users ORDER BY salary',
      'SELECT * FROM public.users',
      'SELECT (SELECT max(salary) FROM public.users)',
      'WITH users AS (SELECT * FROM public.users) SELECT * FROM users',
      'WITH x AS (SELECT salary FROM users) SELECT * FROM x',
      'SELECT * FROM pay',
      'SELECT * FROM pay_again',
      'SELECT * FROM whole',
      'SELECT * FROM words',
      'SELECT * FROM heirs',
      'SELECT (users).salary FROM users',
    ]) {
      expect(await source.check(sql, never), sql).toMatchObject({ ok: false });
      await expect(select(source, sql), sql).rejects.toMatchObject({
        code: expect.stringMatching(/^SQL_(REFUSED|FAILED)$/),
      });
    }
  });

  test('does not stand in the way of the rest', async () => {
    const source = await (await databaseOf(staff)).open({ hidden });
    for (const [sql, rows] of harmless) {
      expect(await source.check(sql, never), sql).toEqual({ ok: true });
      expect(await select(source, sql), sql).toEqual(rows);
    }
  });
});

describe.skipIf(!postgres)('schemas and what people made in them', () => {
  const offices = `
    CREATE SCHEMA sales; CREATE SCHEMA closed;
    CREATE TABLE users (id int);
    CREATE TABLE sales.users (id int, total numeric);
    CREATE TABLE sales."Odd Name" (id int, "Select" text);
    CREATE TABLE closed.books (id int);
    INSERT INTO users VALUES (1);
    INSERT INTO sales.users VALUES (7, 10);
  `;
  const openOffices = async (more = '') => {
    const database = await databaseOf(offices + more);
    const reader = new URL(database.url).username;
    await database.change(
      `GRANT USAGE ON SCHEMA sales TO ${reader}; GRANT SELECT ON ALL TABLES IN SCHEMA sales TO ${reader}`,
    );
    return database;
  };

  test('a table of another schema is named with it, and what the login may not read is not there', async () => {
    const source = await (await openOffices()).open();
    const { tables } = await source.describe(never);
    expect(tables.map(({ schema, name }) => [schema, name])).toEqual([
      [undefined, 'users'],
      ['sales', 'users'],
      ['sales', 'Odd Name'],
    ]);
    expect(await select(source, 'SELECT id FROM users')).toEqual([[1]]);
    expect(await select(source, 'SELECT id FROM public.users')).toEqual([[1]]);
    expect(await select(source, 'SELECT id FROM sales.users')).toEqual([[7]]);
    expect(await select(source, 'SELECT "Select" FROM sales."Odd Name"')).toEqual([]);
    for (const sql of ['SELECT * FROM closed.books', 'SELECT * FROM books', 'SELECT * FROM "Odd Name"']) {
      expect(await source.check(sql, never), sql).toMatchObject({
        ok: false,
        why: expect.stringContaining('there is no table'),
      });
    }
  });

  test('a hidden table of one schema hides no other', async () => {
    const source = await (await openOffices()).open({
      hidden: [{ table: 'sales.users', column: 'total' }, { table: 'users' }],
    });
    expect(await source.check('SELECT * FROM users', never)).toMatchObject({ ok: false });
    expect(await source.check('SELECT * FROM public.users', never)).toMatchObject({ ok: false });
    expect(await source.check('SELECT total FROM sales.users', never)).toMatchObject({ ok: false });
  });

  test('a function, operator or type that somebody made is never called', async () => {
    const source = await (
      await openOffices(`
        CREATE FUNCTION lower(varchar) RETURNS text LANGUAGE sql AS $$ SELECT 'evil' $$;
        CREATE FUNCTION round(int) RETURNS text LANGUAGE sql AS $$ SELECT 'evil' $$;
        CREATE FUNCTION plus(varchar, varchar) RETURNS text LANGUAGE sql AS $$ SELECT 'evil' $$;
        CREATE OPERATOR + (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = plus);
        CREATE FUNCTION shout(users) RETURNS text LANGUAGE sql AS $$ SELECT 'evil' $$;
        CREATE TYPE mood AS ENUM ('happy');
        CREATE DOMAIN small AS int CHECK (VALUE < 10);
      `)
    ).open();
    expect(await select(source, "SELECT lower('ADA'::varchar), round(1)")).toEqual([['ada', 1]]);
    expect(await select(source, "SELECT LOWER('é'), \"lower\"('A'), 'happy'::mood")).toEqual([
      ['é', 'a', 'happy'],
    ]);
    for (const sql of [
      "SELECT 'a'::varchar + 'b'::varchar",
      "SELECT public.lower('A'::varchar)",
      'SELECT u.shout FROM users u',
      'SELECT (u).shout FROM users u',
      "SELECT plus('a', 'b')",
      'SELECT 1::small',
    ]) {
      expect(await source.check(sql, never), sql).toMatchObject({ ok: false });
    }
    expect(await select(source, 'SELECT 1 OPERATOR(pg_catalog.+) 1')).toEqual([[2]]);
  });

  test('a superuser is refused unless the operator insists', async () => {
    const database = await openOffices();
    const url = database.ownerUrl;
    await expect(database.open({ url })).rejects.toMatchObject({ code: 'SOURCE_UNSAFE' });
    const source = await database.open({ url, allowSuperuser: true });
    const bad = (await source.privileges(never)).filter(({ ok }) => !ok);
    expect(bad.map(({ name }) => name)).toContain('write rows');
    const careful = await database.open();
    expect((await careful.privileges(never)).filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe.skipIf(!postgres)('functions that people made in Postgres', () => {
  const made = `${staff}
    CREATE FUNCTION salary_of(int) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT salary FROM users WHERE id = $1';
    CREATE FUNCTION upper(int) RETURNS int LANGUAGE sql IMMUTABLE SECURITY DEFINER AS 'SELECT salary FROM users WHERE id = $1';
    CREATE VIEW paid AS SELECT id, salary_of(id) AS pay FROM plans;
    CREATE TABLE kids (pocket_money int) INHERITS (plans);
    INSERT INTO plans VALUES (1, 1), (2, 2);
  `;

  test.each([
    'SELECT (user_id).salary_of FROM plans',
    'SELECT (user_id).upper FROM plans',
    'SELECT g.salary_of FROM generate_series(1, 2) g',
    'SELECT g.salary_of AS salary_of FROM generate_series(1, 2) g',
    'SELECT g.upper FROM generate_series(1, 2) g',
    'SELECT pay FROM paid',
  ])('are called by nobody who may not see what they read: %s', async (sql) => {
    const source = await (await databaseOf(made)).open({ hidden });
    expect(await source.check(sql, never)).toMatchObject({ ok: false });
    await expect(select(source, sql)).rejects.toMatchObject({ code: expect.stringMatching(/^SQL_/) });
  });

  test('show nothing hidden in the catalogue, as a view', async () => {
    const source = await (await databaseOf(made)).open({ hidden });
    expect((await source.describe(never)).tables.map(({ name }) => name)).not.toContain('paid');
  });

  test('names of columns and of what queries compute stay usable', async () => {
    const source = await (await databaseOf(made)).open({ hidden });
    const sql = `SELECT s.name, s.count, s.date, s.length FROM (
      SELECT u.name, count(*) AS count, current_date AS date, 1 AS length FROM users u GROUP BY u.name) s`;
    expect(await source.check(sql, never)).toEqual({ ok: true });
  });

  test('a column that is hidden in an heir is not read through its ancestor', async () => {
    const source = await (await databaseOf(made)).open({ hidden: [{ table: 'kids', column: 'user_id' }] });
    expect(await source.check('SELECT user_id FROM plans', never)).toMatchObject({ ok: false });
  });
});

describe.skipIf(!postgres)('casts and enumerations that people made in Postgres', () => {
  const evil = `CREATE FUNCTION evil(int) RETURNS date LANGUAGE sql IMMUTABLE SECURITY DEFINER AS $$ SELECT date '1999-09-09' $$;`;

  test('a made cast is not run, and what is no cast stays usable', async () => {
    const database = await databaseOf(
      `${evil} CREATE CAST (int AS date) WITH FUNCTION evil(int); CREATE TABLE t (n int, d date);`,
    );
    const source = await database.open();
    for (const sql of [
      'SELECT 1::date',
      'SELECT CAST(n AS date) FROM t',
      "SELECT '{1,2}'::int[]::date[]",
      "SELECT ('1'::int)::date",
      'SELECT date(1)',
      'SELECT (n).date FROM t',
      'SELECT x.date FROM (SELECT n FROM t) x',
    ]) {
      expect(await source.check(sql, never), sql).toMatchObject({ ok: false });
    }
    for (const sql of [
      "SELECT date '2026-01-03'",
      "SELECT '2026-01-03'::date + 1",
      'SELECT d::text FROM t',
      'SELECT n::text FROM t',
    ]) {
      expect(await source.check(sql, never), sql).toEqual({ ok: true });
    }
  });

  test('where a made cast applies unasked nothing runs, until its function is taken from the login', async () => {
    const database = await databaseOf(
      `${evil} CREATE CAST (int AS date) WITH FUNCTION evil(int) AS IMPLICIT;`,
    );
    const source = await database.open();
    expect(await source.check('SELECT 1 + 1', never)).toEqual({
      ok: false,
      why: 'any statement could run a cast that somebody made (integer to date)',
    });
    await database.change('REVOKE EXECUTE ON FUNCTION evil(int) FROM PUBLIC; CREATE TABLE later (id int)');
    expect(await source.check('SELECT 1 + 1', never)).toEqual({ ok: true });
  });

  test('labels that only hidden columns have cannot be listed', async () => {
    const database = await databaseOf(`
      CREATE TYPE illness AS ENUM ('flu', 'measles'); CREATE TYPE mood AS ENUM ('happy', 'sad');
      CREATE TABLE people (id int, ill illness, mood mood); INSERT INTO people VALUES (1, 'flu', 'sad');`);
    const source = await database.open({ hidden: [{ table: 'people', column: 'ill' }] });
    expect(await select(source, 'SELECT enum_range(NULL::mood)::text')).toEqual([['{happy,sad}']]);
    for (const sql of [
      'SELECT enum_range(NULL::illness)',
      "SELECT 'measles'::illness",
      "SELECT '{}'::illness[]",
    ]) {
      expect(await source.check(sql, never), sql).toEqual({
        ok: false,
        why: 'the type illness is not allowed',
      });
    }
  });

  test('what is stored of a hidden column is hidden with it, also from a view', async () => {
    const database = await databaseOf(`
      CREATE TABLE people (id int, name text, "loud name" text GENERATED ALWAYS AS (upper(name)) STORED);
      CREATE VIEW loud AS SELECT id, "loud name" FROM people;`);
    const source = await database.open({ hidden: [{ table: 'people', column: 'name' }] });
    const { tables } = await source.describe(never);
    expect(tables.map((table) => [table.name, table.columns.map(({ name }) => name)])).toEqual([
      ['people', ['id']],
    ]);
    expect(await source.check('SELECT "loud name" FROM people', never)).toMatchObject({ ok: false });
    expect(await source.check('SELECT count(*) FROM loud', never)).toMatchObject({ ok: false });
  });
});
