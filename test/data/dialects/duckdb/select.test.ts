import { expect, test } from 'vitest';
import { limits, openShop, rowsOf } from './shop.ts';

const values: readonly (readonly [string, unknown])[] = [
  ['170141183460469231731687303715884105727::HUGEINT', '170141183460469231731687303715884105727'],
  ['18446744073709551615::UBIGINT', '18446744073709551615'],
  ['42::BIGINT', 42],
  ['12345678901234567890.123::DECIMAL(38, 3)', '12345678901234567890.123'],
  ['1.50::DECIMAL(4, 2)', 1.5],
  ["'NaN'::DOUBLE", 'NaN'],
  ["DATE '2026-02-03'", '2026-02-03'],
  ["TIME '10:11:12.5'", '10:11:12.5'],
  ["TIMESTAMP '2026-02-03 10:11:12'", '2026-02-03 10:11:12'],
  ["TIMESTAMPTZ '2026-02-03 10:11:12+00'", '2026-02-03 10:11:12+00'],
  ["TIMESTAMP_NS '2026-02-03 10:11:12.123456789'", '2026-02-03 10:11:12.123456789'],
  ['INTERVAL 3 DAY', '3 days'],
  ["'6f1c0d3e-0000-4000-8000-000000000001'::UUID", '6f1c0d3e-0000-4000-8000-000000000001'],
  ["'\\xAA\\xBB'::BLOB", "x'aabb'"],
  ["'101'::BIT", '101'],
  ["'b'::ENUM ('a', 'b')", 'b'],
  ['[1, NULL, 3]', '[1,null,3]'],
  ["{'a': 1, 'b': ['x']}", '{"a":1,"b":["x"]}'],
  ["MAP {'k': DATE '2026-01-01'}", '{"k":"2026-01-01"}'],
  ['union_value(n := 5)', '5'],
  ['\'{"a": 1}\'::JSON', '{"a": 1}'],
  ['NULL', null],
  ["''", ''],
  ['true', true],
];

test('values of all types are told without loss', async () => {
  const { source } = await openShop();
  for (const [sql, value] of values)
    expect([sql, await rowsOf(source, `SELECT ${sql}`)]).toEqual([sql, [[value]]]);
});

test('times with a zone are told in the zone of the source', async () => {
  const { source } = await openShop({ timeZone: 'Asia/Seoul' });
  const sql =
    "SELECT TIMESTAMPTZ '2026-02-03 10:00:00+00', extract(hour FROM TIMESTAMPTZ '2026-02-03 10:00:00+00')";
  expect(await rowsOf(source, sql)).toEqual([['2026-02-03 19:00:00+09', 19]]);
});

test('a long text is cut, and of a table that is cut it is known how many rows it has', async () => {
  const { source } = await openShop();
  const long = await source.select("SELECT repeat('x', 20000)", limits);
  expect([long.truncated, String(long.rows[0]?.[0]).length]).toEqual([true, 8001]);
  const cut = await source.select('SELECT name FROM users ORDER BY id', { ...limits, maxRows: 2 });
  expect(cut).toMatchObject({ truncated: true, about: 3, rows: [['Ann'], ['Bob']] });
  const filtered = await source.select('SELECT name FROM users WHERE id > 0', { ...limits, maxRows: 2 });
  expect(filtered.about).toBeUndefined();
});

test('the cost is estimated without running anything', async () => {
  const { source } = await openShop();
  expect(await source.estimate('SELECT count(*) FROM range(1000000000000)', limits.signal)).toEqual({
    rows: 1_000_000_000_000,
    cartesian: false,
  });
  expect(await source.estimate('SELECT * FROM users, orders', limits.signal)).toMatchObject({
    cartesian: true,
  });
  expect(
    await source.estimate('SELECT *, (SELECT count(*) FROM orders) FROM users', limits.signal),
  ).toMatchObject({ cartesian: false });
});
