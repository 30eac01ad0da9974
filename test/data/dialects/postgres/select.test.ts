import { describe, expect, test } from 'vitest';
import type { DataSource, SelectLimits } from '../../../../src/core/data-source.ts';
import { openSource } from '../../../../src/data/open.ts';
import { databaseIn, postgresForTests } from '../../../support/postgres.ts';

const postgres = await postgresForTests();
const databaseOf = (schema: string) => databaseIn(postgres, schema);
const never = new AbortController().signal;

const select = (source: DataSource, sql: string, limits: Partial<SelectLimits> = {}) =>
  source.select(sql, { maxRows: 100, maxBytes: 100_000, timeoutMs: 10_000, signal: never, ...limits });

const cells: readonly (readonly [string, unknown, string])[] = [
  ['9007199254740993::int8', '9007199254740993', 'integer'],
  ['12::int8', 12, 'integer'],
  ['-7::int2', -7, 'integer'],
  ['210.50::numeric(8,2)', 210.5, 'decimal'],
  ['100::numeric', 100, 'decimal'],
  ['0.1::numeric', 0.1, 'decimal'],
  ['12345678901234567890.123456789000::numeric', '12345678901234567890.123456789', 'decimal'],
  ["'NaN'::numeric", 'NaN', 'decimal'],
  ['1.5::float8', 1.5, 'decimal'],
  ["'-Infinity'::float8", '-Infinity', 'decimal'],
  ['1e300::float8', 1e300, 'decimal'],
  ["'2026-01-03'::date", '2026-01-03', 'date'],
  ["'2026-01-03 08:15'::timestamp", '2026-01-03 08:15:00', 'datetime'],
  ["'2026-01-03 08:15:00.25+00'::timestamptz", '2026-01-03 17:15:00.25', 'datetime'],
  ["'infinity'::timestamptz", 'infinity', 'datetime'],
  ["'08:15'::time", '08:15:00', 'other'],
  ["'26 hours'::interval", '26:00:00', 'other'],
  ["'1 day 2 hours'::interval", '1 day 02:00:00', 'other'],
  ['\'{"a": [1, null]}\'::jsonb', '{"a": [1, null]}', 'text'],
  ["'\\xdeadbeef'::bytea", '\\xdeadbeef', 'other'],
  ["decode(repeat('00', 100), 'hex')", `\\x${'00'.repeat(16)}… (100 bytes)`, 'other'],
  ['ARRAY[1, null, 3]', '{1,NULL,3}', 'other'],
  ["ARRAY['a', 'b c']", '{a,"b c"}', 'other'],
  ["'5e0c5a0e-0000-4000-8000-000000000000'::uuid", '5e0c5a0e-0000-4000-8000-000000000000', 'text'],
  ["'10.0.0.1/8'::inet", '10.0.0.1/8', 'other'],
  ["'[1,5]'::int4range", '[1,6)', 'other'],
  ["'sad'::mood", 'sad', 'text'],
  ['true', true, 'boolean'],
  ['NULL::bool', null, 'boolean'],
  ["''", '', 'text'],
  ['NULL', null, 'text'],
  ["'까치'", '까치', 'text'],
  ["'a  '::char(3)", 'a  ', 'text'],
  ["ROW(1, 'a')", '(1,a)', 'other'],
];

describe.skipIf(!postgres)('what Postgres answers', () => {
  test('is written as people write it, and loses nothing', async () => {
    const database = await databaseOf("CREATE TYPE mood AS ENUM ('happy', 'sad')");
    const source = await database.open({ timeZone: 'Asia/Seoul' });
    for (const [expression, cell, kind] of cells) {
      const { rows, columns } = await select(source, `SELECT ${expression} AS it`);
      expect([rows, columns], expression).toEqual([[[cell]], [{ name: 'it', kind }]]);
    }
  });

  test('what was cut tells about how many rows there would have been', async () => {
    const database = await databaseOf(
      'CREATE TABLE big AS SELECT n FROM generate_series(1, 20000) AS n; ANALYZE big',
    );
    const source = await database.open();
    const { about, rows } = await select(source, 'SELECT * FROM big', { maxRows: 10 });
    expect([rows.length, about]).toEqual([10, 20_000]);
    expect(await select(source, 'SELECT n FROM big WHERE n <= 3')).not.toHaveProperty('about');
  });

  test('an estimate tells what would be read and made', async () => {
    const database = await databaseOf(
      'CREATE TABLE big AS SELECT n FROM generate_series(1, 20000) AS n; CREATE INDEX ON big (n); ANALYZE big',
    );
    const source = await database.open();
    const estimate = async (sql: string) => {
      const { rows = 0, cartesian } = (await source.estimate(sql, never)) ?? {};
      return { rows: Number(rows.toPrecision(1)), cartesian };
    };
    expect(await estimate('SELECT count(*) FROM big')).toEqual({ rows: 20_000, cartesian: false });
    expect(await estimate('SELECT * FROM big LIMIT 10')).toMatchObject({ cartesian: false });
    expect((await estimate('SELECT * FROM big a, big b')).rows).toBeGreaterThan(400_000_000 - 1);
    expect((await estimate('SELECT count(*) FROM big a, big b')).cartesian).toBe(true);
    expect(await estimate('SELECT * FROM big a JOIN big b ON a.n = b.n WHERE a.n < 5')).toMatchObject({
      cartesian: false,
    });
  });

  test('no password, host or user is in an error', async () => {
    const database = await databaseOf('');
    for (const url of [
      'postgres://somebody:secret-word@127.0.0.1:1/nowhere',
      database.url.replace(/\/[^/]*$/, '/no_such_database'),
      'postgres://somebody:secret-word@127.0.0.1:5432/x?sslmode=require',
      'postgres://some body:secret-word@[',
    ]) {
      const error = await openSource({ name: 'x', url }).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      expect(JSON.stringify([error, (error as Error).message, String((error as Error).cause)])).not.toMatch(
        /secret-word|somebody|127\.0\.0\.1|5432|magpie_pg/,
      );
    }
  });
});
