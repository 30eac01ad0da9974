import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { openSource } from '../../../../src/data/open.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { change } from './made.ts';
import { limits, never, opened, rowsOf } from './shop.ts';
import { xlsx } from './xlsx.ts';

/** A file opened as a source, and the only table in it. */
async function tableIn(name: string, content: string | Buffer) {
  const path = join(await tempFolder(), name);
  writeFileSync(path, content);
  const source = await opened(path);
  const [table, ...others] = (await source.describe(never)).tables;
  if (!table || others.length > 0) throw new Error('one table was expected');
  return {
    name: table.name,
    columns: table.columns.map((column) => `${column.name} ${column.type}`),
    rows: await rowsOf(source, `SELECT * FROM ${table.name}`),
  };
}

const refusalOf = async (name: string, content: string | Buffer) => {
  const path = join(await tempFolder(), name);
  writeFileSync(path, content);
  return openSource({ name: 'x', url: path, children: 1 }).then(
    () => 'opened',
    (error) => error,
  );
};

async function parquet(path: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('name,n\nJosé,1\n', 'utf16le')]);
const text = 'VARCHAR';

describe('a file of texts is a table', () => {
  test.each([
    ['Sales 2024.csv', 'a,b\n1,x\n', ['a BIGINT', `b ${text}`], [[1, 'x']]],
    ['t.tsv', 'a\tb\n1\tx y\n', ['a BIGINT', `b ${text}`], [[1, 'x y']]],
    [
      't.csv',
      'name;price\nPia;1,5\nMax;2,75\n',
      [`name ${text}`, 'price DOUBLE'],
      [
        ['Pia', 1.5],
        ['Max', 2.75],
      ],
    ],
    ['t.csv', 'a,b\n"x, ""y""","line\nbreak"\n', [`a ${text}`, `b ${text}`], [['x, "y"', 'line\nbreak']]],
    [
      't.csv',
      'a,b,c\n1,2\n3,4,5\n',
      ['a BIGINT', 'b BIGINT', 'c BIGINT'],
      [
        [1, 2, null],
        [3, 4, 5],
      ],
    ],
    ['t.csv', '\u{feff}a,b\r\n1,2\r\n', ['a BIGINT', 'b BIGINT'], [[1, 2]]],
    ['t.csv', 'a,A,a\n1,2,3\n', ['a BIGINT', 'A_1 BIGINT', 'a_2 BIGINT'], [[1, 2, 3]]],
    ['t.csv', 'name,city\nPia,Bern\n', [`name ${text}`, `city ${text}`], [['Pia', 'Bern']]],
    ['t.csv', 'a,b\n', [`a ${text}`, `b ${text}`], []],
    [
      't.csv',
      'zip,iban\n00123,12345678901234567890\n',
      [`zip ${text}`, `iban ${text}`],
      [['00123', '12345678901234567890']],
    ],
    [
      't.csv',
      'd,t\n2024-01-02,2024-01-02 10:00:00\n',
      ['d DATE', 't TIMESTAMP'],
      [['2024-01-02', '2024-01-02 10:00:00']],
    ],
    [
      't.csv',
      'Report of 2024\n\nname,n\nPia,1\nMax,2\n',
      [`name ${text}`, 'n BIGINT'],
      [
        ['Pia', 1],
        ['Max', 2],
      ],
    ],
    ['t.csv', Buffer.from('name,n\nZürich,1\n', 'latin1'), [`name ${text}`, 'n BIGINT'], [['Zürich', 1]]],
    ['t.csv', utf16, [`name ${text}`, 'n BIGINT'], [['José', 1]]],
    [
      't.json',
      '[{"a":1,"b":{"c":[1]}},{"a":2,"d":"x"}]',
      ['a BIGINT', 'b STRUCT(c BIGINT[])', `d ${text}`],
      [
        [1, '{"c":[1]}', null],
        [2, null, 'x'],
      ],
    ],
    ['t.json', '\u{feff}[{"a":1}]', ['a BIGINT'], [[1]]],
    ['t.ndjson', '{"a":1}\n{"a":2}\n', ['a BIGINT'], [[1], [2]]],
    ['t.jsonl', '{"big":12345678901234567890}\n', ['big HUGEINT'], [['12345678901234567890']]],
  ] as const)('%s: %j', async (name, content, columns, rows) => {
    const table = await tableIn(name, content);
    expect({ columns: table.columns, rows: table.rows }).toEqual({ columns, rows });
  });
});

test('Parquet is a table', async () => {
  const path = join(await tempFolder(), 'Sales 2024.parquet');
  await parquet(path, "SELECT range AS id, 'x' AS name, 1.5::DECIMAL(5, 2) AS price FROM range(3)");
  const source = await opened(path);
  expect((await source.describe(never)).tables).toMatchObject([
    { name: 'sales_2024', kind: 'table', rows: 3 },
  ]);
  expect(await rowsOf(source, 'SELECT sum(id), max(price) FROM sales_2024')).toEqual([[3, 1.5]]);
});

test('each sheet of a workbook is a table, with its head, numbers and dates', async () => {
  const path = join(await tempFolder(), 'Shop.xlsx');
  const born = new Date('1990-05-06');
  writeFileSync(
    path,
    xlsx({
      People: [
        ['Our people'],
        ['Name', 'Age', 'Born', 'Member', null],
        ['Pia', 31, born, true, null],
        ['Max', null, born, false, null],
      ],
      'Prices 2': [
        ['Item', 'Price'],
        ['Tea', 1.5],
        ['007', 2],
      ],
      Empty: [],
    }),
  );
  const source = await opened(path);
  const { tables } = await source.describe(never);
  expect(
    tables.map((table) => [table.name, table.columns.map(({ name, type }) => `${name} ${type}`)]),
  ).toEqual([
    ['shop_people', ['Name VARCHAR', 'Age BIGINT', 'Born DATE', 'Member BOOLEAN']],
    ['shop_prices_2', ['Item VARCHAR', 'Price DOUBLE']],
  ]);
  expect(await rowsOf(source, 'SELECT * FROM shop_people')).toEqual([
    ['Pia', 31, '1990-05-06', true],
    ['Max', null, '1990-05-06', false],
  ]);
});

test.each([
  ['empty.csv', '', 'it is empty'],
  ['empty.json', '', 'it is empty'],
  ['picture.csv', Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)), 'it is not a text'],
  ['long.csv', `a,b\n1,${'x'.repeat(3_000_000)}\n`, expect.stringContaining('Maximum line size')],
  ['cut.json', '[{"a":', expect.stringContaining('Malformed JSON')],
  ['deep.json', '['.repeat(100_000), expect.stringContaining('Malformed JSON')],
  ['bad.parquet', 'PAR1 hello PAR1', expect.any(String)],
  ['bad.xlsx', 'no workbook', expect.any(String)],
])('%s is refused with a reason, and without its path', async (name, content, why) => {
  const error = await refusalOf(name, content);
  expect(error).toMatchObject({ code: 'FILE_UNREADABLE', data: { name, why } });
  expect(JSON.stringify(error.data)).not.toContain('/tmp');
});

test.each(['*.csv', 'a?.csv', 'a[b].json'])('%s reads no other file', async (name) => {
  const folder = await tempFolder();
  writeFileSync(join(folder, 'ab.csv'), 'secret\n1\n');
  writeFileSync(join(folder, 'ab.json'), '[{"secret":1}]');
  writeFileSync(join(folder, name), name.endsWith('csv') ? 'a\n1\n' : '[{"a":1}]');
  await expect(openSource({ name: 'x', url: join(folder, name), children: 1 })).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
  });
});

test('a folder is a database: each file a table, and what changes there is seen', async () => {
  const folder = await tempFolder();
  const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
  put('users.csv', 'id,name\n1,Ann\n2,Bob\n');
  put('Orders (old).json', '[{"user_id":1,"total":9.5}]');
  put('notes.txt', 'no table');
  put('.hidden.csv', 'a\n1\n');
  mkdirSync(join(folder, 'below'));
  const source = await opened(folder);
  expect((await source.describe(never)).tables.map(({ name }) => name)).toEqual(['orders_old', 'users']);
  const joined = 'SELECT name, total FROM users JOIN orders_old ON user_id = id';
  expect(await rowsOf(source, joined)).toEqual([['Ann', 9.5]]);

  const before = await source.fingerprint(never);
  expect(await source.fingerprint(never)).toBe(before);
  put('users.csv', 'id,name\n1,Ann\n2,Bob\n3,Cem\n');
  put('more.csv', 'x\n1\n');
  expect(await source.fingerprint(never)).not.toBe(before);
  expect(await rowsOf(source, 'SELECT count(*) FROM users')).toEqual([[3]]);
  expect(await rowsOf(source, 'SELECT * FROM more')).toEqual([[1]]);
  rmSync(folder, { recursive: true });
  await expect(source.select('SELECT 1', limits)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
});

test('a folder without tables, a missing file and a damaged database are told to the operator', async () => {
  const folder = await tempFolder();
  const open = (url: string) => openSource({ name: 'x', url, children: 1 });
  await expect(open(folder)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  await expect(open(join(folder, 'no.csv'))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  await expect(open(`duckdb:${join(folder, 'no.duckdb')}`)).rejects.toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
  });
  writeFileSync(join(folder, 'junk.duckdb'), 'junk'.repeat(5000));
  await expect(open(join(folder, 'junk.duckdb'))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
});

test('what a file is tells its beginning, whatever its name', async () => {
  const folder = await tempFolder();
  const [duck, lite] = [join(folder, 'data.db'), join(folder, 'lite.db')];
  await change(duck, 'CREATE TABLE t AS SELECT 1 AS a');
  const db = new DatabaseSync(lite);
  db.exec('CREATE TABLE t (a)');
  db.close();
  expect((await opened(duck)).dialect).toBe('duckdb');
  expect((await opened(lite)).dialect).toBe('sqlite');
  expect((await opened(`file://${duck}`)).dialect).toBe('duckdb');
});

test('a database that was replaced is read anew', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'a.duckdb');
  await change(path, 'CREATE TABLE t AS SELECT 1 AS a');
  const source = await opened(path);
  expect(await rowsOf(source, 'SELECT a FROM t')).toEqual([[1]]);
  await change(join(folder, 'b.duckdb'), 'CREATE TABLE t AS SELECT 2 AS a');
  renameSync(join(folder, 'b.duckdb'), path);
  expect(await rowsOf(source, 'SELECT a FROM t')).toEqual([[2]]);
});
