import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { DataSource, Hidden, SelectLimits } from '../../../../src/core/data-source.ts';
import { openSource } from '../../../../src/data/open.ts';
import { mariadb, type TestDatabase, testDatabase } from '../../../support/mariadb.ts';
import { smallShop } from './small-shop.ts';
import { honest, hostile } from './statements.ts';

afterAll(() => mariadb?.stop());

const never = new AbortController().signal;
const limits: SelectLimits = { maxRows: 100, maxBytes: 100_000, timeoutMs: 5_000, signal: never };

interface Shop extends TestDatabase {
  readonly source: DataSource;
}

async function openShop(schema = smallShop, hidden: readonly Hidden[] = []): Promise<Shop> {
  const database = await testDatabase(schema);
  const source = await openSource({ name: 'shop', url: database.url, children: 2, hidden });
  onTestFinished(() => source.close());
  return { ...database, source };
}

describe.skipIf(!mariadb)('a source in MariaDB', () => {
  test('lets honest questions run', async () => {
    const { source } = await openShop();
    for (const sql of honest) {
      expect(await source.check(sql, never), sql).toEqual({ ok: true });
      await expect(source.select(sql, limits), sql).resolves.toBeTruthy();
    }
  });

  test('refuses the others, and nothing comes of asking', async () => {
    const { source, run } = await openShop();
    for (const sql of hostile) {
      expect(await source.check(sql, never), sql).toMatchObject({ ok: false });
      await expect(source.select(sql, limits), sql).rejects.toMatchObject({ code: 'SQL_REFUSED' });
    }
    expect(await run('SELECT count(*) AS n FROM orders')).toEqual([{ n: 2 }]);
  });

  test('knows no tables but its own', async () => {
    const { source, name } = await openShop();
    const other = await testDatabase('CREATE TABLE secrets (id INT)');
    for (const sql of [`SELECT * FROM ${other.name}.secrets`, `SELECT * FROM \`${other.name}\` . secrets`]) {
      expect(await source.check(sql, never)).toEqual({
        ok: false,
        why: `there is no table ${other.name}.secrets`,
      });
    }
    expect(await source.check(`SELECT id FROM ${name}.users`, never)).toEqual({ ok: true });
    expect(await source.check('SELECT * FROM nobody', never)).toMatchObject({ ok: false });
  });
});

describe.skipIf(!mariadb)('values of a source in MariaDB', () => {
  const cells = async (schema: string, sql: string, url?: Partial<{ timeZone: string }>) => {
    const database = await testDatabase(schema);
    const source = await openSource({ name: 'values', url: database.url, children: 1, ...url });
    onTestFinished(() => source.close());
    const { columns, rows } = await source.select(sql, limits);
    return { kinds: columns.map(({ kind }) => kind), rows };
  };

  test('keep what they are', async () => {
    const { kinds, rows } = await cells(
      `CREATE TABLE t (
        big BIGINT UNSIGNED, exact DECIMAL(30, 4), money DECIMAL(10, 2), share DOUBLE, yes TINYINT(1), small TINYINT(1),
        bits BIT(10), year YEAR, day DATE, at DATETIME(3), clock TIME, doc JSON, raw BLOB, kind ENUM('a', 'b'), set_of SET('x', 'y'),
        empty VARCHAR(5), none VARCHAR(5), text TEXT, bin BINARY(2), id UUID
      );
      INSERT INTO t VALUES
        (18446744073709551615, 12345678901234567890.1234, 22.50, 0.1, 1, 7, b'1000000001', 2024, '2024-02-29', '2024-02-29 23:59:59.125',
         '-12:30:00', '{"a": "é"}', x'00ff', 'b', 'x,y', '', NULL, '까치 🐦', 'ab', '123e4567-e89b-12d3-a456-426655440000')`,
      'SELECT * FROM t',
    );
    expect(rows).toEqual([
      [
        ...['18446744073709551615', '12345678901234567890.1234', 22.5, 0.1, true, 7, 513, 2024, '2024-02-29'],
        ...['2024-02-29 23:59:59.125', '-12:30:00', '{"a": "é"}', "x'00ff'", 'b', 'x,y', '', null, '까치 🐦'],
        ...["x'6162'", '123e4567-e89b-12d3-a456-426655440000'],
      ],
    ]);
    expect(kinds).toEqual([
      ...['integer', 'decimal', 'decimal', 'decimal', 'boolean', 'integer', 'integer', 'integer', 'date'],
      ...['datetime', 'text', 'text', 'other', 'text', 'text', 'text', 'text', 'text', 'other', 'text'],
    ]);
  });

  test('a date of zeros is one, and a long text or blob is cut', async () => {
    const { rows } = await cells(
      `SET SESSION sql_mode = '';
       CREATE TABLE t (day DATE, text MEDIUMTEXT, raw MEDIUMBLOB);
       INSERT INTO t VALUES ('0000-00-00', REPEAT('é', 9000), REPEAT('a', 1000))`,
      'SELECT * FROM t',
    );
    expect(rows).toEqual([['0000-00-00', `${'é'.repeat(8000)}…`, `x'${'61'.repeat(16)}…' (1000 bytes)`]]);
  });

  test('times are told in the zone of the source', async () => {
    const schema =
      "SET time_zone = '+00:00'; CREATE TABLE t (at TIMESTAMP); INSERT INTO t VALUES ('2024-01-01 12:00:00')";
    expect(await cells(schema, 'SELECT at FROM t', { timeZone: '+09:00' })).toMatchObject({
      rows: [['2024-01-01 21:00:00']],
    });
    expect(await cells(schema, 'SELECT at FROM t')).toMatchObject({ rows: [['2024-01-01 12:00:00']] });
    await expect(cells(schema, 'SELECT 1', { timeZone: "x' OR '" })).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });
});

describe.skipIf(!mariadb)('what is hidden in MariaDB', () => {
  const hidden: readonly Hidden[] = [{ table: 'users', column: 'email' }, { table: 'Products' }];
  const hides = async () => openShop(smallShop, hidden);

  test('is in no answer', async () => {
    const { source, name } = await hides();
    const { columns } = await source.select('SELECT * FROM users', limits);
    expect(columns.map((column) => column.name)).toEqual(['id', 'name', 'city', 'active', 'data']);
    const one = await source.select('SELECT * FROM users', { ...limits, maxRows: 1 });
    expect([one.columns.length, one.rows.length, one.truncated, one.about]).toEqual([5, 1, true, 3]);
    for (const sql of [
      'SELECT u.* FROM orders o JOIN users u ON u.id = o.user_id',
      'WITH x AS (SELECT * FROM users) SELECT * FROM x',
      'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT * FROM n, users',
      '(SELECT * FROM users) UNION (SELECT * FROM users)',
      'SELECT * FROM (SELECT * FROM users) AS u',
      'TABLE users',
      'SELECT * FROM users NATURAL JOIN users AS again',
    ]) {
      const answer = await source.select(sql, limits).catch((error: unknown) => error);
      expect(JSON.stringify(answer), sql).not.toContain('@');
    }
    const refused = [
      'SELECT email FROM users',
      'SELECT users.email FROM users',
      'SELECT id FROM users ORDER BY email',
      "SELECT id FROM users WHERE email LIKE 'a%'",
      `SELECT * FROM ${name}.users`,
      `SELECT ${name}.users.email FROM users`,
      `SELECT * FROM \`${name}\`.\`users\``,
      'SELECT * FROM USERS',
      'SELECT * FROM products',
      'SELECT * FROM Products',
      'SELECT * FROM addresses',
      'SELECT * FROM letters',
      'SELECT * FROM towns',
      'WITH users AS (SELECT * FROM users) SELECT * FROM users',
      'SELECT * FROM (WITH users AS (SELECT * FROM users) SELECT * FROM users) AS t',
      'SELECT * FROM (WITH RECURSIVE users AS (SELECT * FROM users) SELECT * FROM users) AS t',
      'SELECT * FROM orders WHERE EXISTS (WITH users AS (SELECT * FROM users) SELECT 1 FROM users WHERE email = 1)',
      'WITH orders AS (SELECT * FROM users) SELECT email FROM orders',
    ];
    for (const sql of refused) {
      expect(await source.check(sql, never), sql).toMatchObject({ ok: false });
      await expect(source.select(sql, limits), sql).rejects.toMatchObject({
        code: expect.stringMatching(/^SQL_(REFUSED|FAILED)$/),
      });
    }
  });

  test('is in no catalogue', async () => {
    const { source } = await hides();
    const catalogue = await source.describe(never);
    expect(JSON.stringify(catalogue)).not.toMatch(/email|products|@example/);
    expect(catalogue.tables.map((table) => table.name)).toEqual(['users', 'orders', 'items', 'words']);
  });

  test('stays hidden to somebody who may see even less', async () => {
    const { source } = await hides();
    const less = source.hiding([{ table: 'orders' }]);
    expect(await less.check('SELECT * FROM orders', never)).toMatchObject({ ok: false });
    expect(await less.check('SELECT email FROM users', never)).toMatchObject({ ok: false });
    expect(await source.check('SELECT * FROM orders', never)).toEqual({ ok: true });
  });
});
