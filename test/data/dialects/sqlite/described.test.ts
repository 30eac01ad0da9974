import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import type { Catalogue, Column, Table } from '../../../../src/core/data-source.ts';
import { openSource } from '../../../../src/data/open.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

async function describedAs(ddl: string): Promise<Catalogue> {
  const path = join(await tempFolder(), 'some.sqlite');
  const db = new DatabaseSync(path, { defensive: false });
  db.exec(ddl);
  db.close();
  const source = await openSource({ name: 'some', url: path, children: 1 });
  onTestFinished(() => source.close());
  return source.describe(new AbortController().signal);
}

const onlyTable = async (ddl: string): Promise<Table> => {
  const [table] = (await describedAs(ddl)).tables;
  if (!table) throw new Error('there is no table');
  return table;
};
const columnOf = (table: Table, name: string): Column | undefined =>
  table.columns.find((column) => column.name === name);
const comments = (table: Table) =>
  Object.fromEntries(table.columns.map(({ name, comment }) => [name, comment]));

test('comments in the declaration are those of the table and its columns', async () => {
  const table = await onlyTable(`CREATE TABLE films (
    -- Films that were shown here.
    -- Since 1950.
    id INTEGER PRIMARY KEY, -- Number of the film.
    title TEXT NOT NULL DEFAULT '-- no (comment), really', -- As on the poster, in 'quotes'.
    -- In minutes.
    length INTEGER CHECK (length > 0 /* never, */ AND length < 999), /* Without the credits. */
    "made, in" TEXT, year INTEGER, -- When it was made.
    plain TEXT,
    director TEXT -- Who made it.
    , CONSTRAINT one UNIQUE (title, year) -- Nobody asks for this.
  )`);
  expect(table.comment).toBe('Films that were shown here. Since 1950.');
  expect(comments(table)).toEqual({
    id: 'Number of the film.',
    title: "As on the poster, in 'quotes'.",
    length: 'Without the credits.',
    'made, in': undefined,
    year: 'When it was made.',
    plain: undefined,
    director: 'Who made it.',
  });
});

test('comments stand where people put them', async () => {
  const { tables } = await describedAs(`
    CREATE TABLE before -- Before the bracket.
    (a TEXT, -- First.
     b TEXT);
    CREATE TABLE beside ( -- Beside the bracket.
      a TEXT);
    CREATE TABLE none (a TEXT);
    CREATE VIEW seen AS -- What was seen.
      SELECT a -- not this
      FROM none;
  `);
  expect(tables.map(({ name, comment }) => [name, comment])).toEqual([
    ['before', 'Before the bracket.'],
    ['beside', 'Beside the bracket.'],
    ['none', undefined],
    ['seen', 'What was seen.'],
  ]);
  expect(tables[0]?.columns[0]?.comment).toBe('First.');
});

test('a comment without an end, or a declaration of another tool, describes what it can', async () => {
  const table = await onlyTable('CREATE TABLE `t` ([a] INT/* one */, "b" /* two */ TEXT, c/*three*/)');
  expect(comments(table)).toEqual({ a: 'one', b: 'two', c: 'three' });
});

test.each([
  ['TEXT', ["'2026-01-02'", "'2026-12-31'", 'NULL', "''"], 'date', { min: '2026-01-02', max: '2026-12-31' }],
  ['TEXT', ["'2026-01-02'", "'2026-13-31'"], 'text', undefined],
  ['TEXT', ["'2026-01-02 10:00:00'", "'2026-01-02T10:00:00.5Z'"], 'datetime', expect.anything()],
  ['TEXT', ["'9'", "'100'"], 'integer', { min: 9, max: 100 }],
  ['TEXT', ["'9.5'", "'-100'"], 'decimal', { min: -100, max: 9.5 }],
  ['TEXT', ["'007'", "'100'"], 'text', undefined],
  ['TEXT', ["'9'", "'n/a'"], 'text', undefined],
  ['', ['1', '2'], 'integer', { min: 1, max: 2 }],
  ['VARCHAR(20)', ["'a'"], 'text', undefined],
  ['DATE', ["'2026-01-02'"], 'date', expect.anything()],
  ['DATE', ['1767312000'], 'integer', expect.anything()],
  ['DATE', ["'02/01/2026'"], 'text', undefined],
  ['DATETIME', ["'2026-01-02 00:00:00'"], 'datetime', expect.anything()],
  ['DATETIME', ['NULL'], 'datetime', undefined],
  ['BOOLEAN', ['0', '1', 'NULL'], 'boolean', undefined],
  ['BOOLEAN', ['0', '2'], 'integer', expect.anything()],
  ['NUMERIC(10,2)', ['1', '2'], 'decimal', { min: 1, max: 2 }],
  ['INTEGER', ['1', "'two'"], 'other', undefined],
  ['INTEGER', ['5', "''", '3'], 'integer', { min: 3, max: 5 }],
  ['INTEGER', ["''"], 'text', undefined],
  ['BLOB', ["x'00'"], 'other', undefined],
] as const)('a %s with %s is %s', async (type, values, kind, range) => {
  const rows = values.map((value) => `(${value})`).join(', ');
  const table = await onlyTable(`CREATE TABLE t (c ${type}); INSERT INTO t VALUES ${rows}`);
  expect(columnOf(table, 'c')).toMatchObject({ name: 'c', type, kind });
  expect(columnOf(table, 'c')?.range).toEqual(range);
});

test('the most frequent values come first; a list that leaves some out says so', async () => {
  const table = await onlyTable(`
    CREATE TABLE t (city TEXT, note TEXT, code TEXT);
    INSERT INTO t VALUES ('Ulm', 'short', 'x'), ('Bonn', printf('%.*c', 81, 'n'), 'y'), ('Ulm', NULL, 'z');
    WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 5001) INSERT INTO t (code) SELECT 'c' || n FROM r;
  `);
  expect(columnOf(table, 'city')).toMatchObject({
    distinct: 2,
    values: { list: ['Ulm', 'Bonn'], complete: true },
  });
  expect(columnOf(table, 'note')).toMatchObject({
    distinct: 2,
    values: { list: ['short'], complete: false },
  });
  expect(columnOf(table, 'code')).toMatchObject({ distinct: 5004, values: { complete: false } });
  expect(columnOf(table, 'code')?.values?.list).toHaveLength(5000);
});

test('tables of every kind and name are described, what can be asked by nobody is left out', async () => {
  const { tables } = await describedAs(`
    CREATE TABLE "or""der, ""x" ("se lect" TEXT, "a.b" INTEGER, "'; DROP" REAL);
    INSERT INTO "or""der, ""x" VALUES ('a', 1, 2.5);
    CREATE TABLE norowid (k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID;
    CREATE TABLE strict_one (n INTEGER NOT NULL, g INTEGER GENERATED ALWAYS AS (n * 2)) STRICT;
    CREATE TABLE 표 (이름 TEXT);
    CREATE VIEW whole AS SELECT n, g FROM strict_one;
    CREATE VIEW broken AS SELECT * FROM gone;
    CREATE VIEW spying AS SELECT name FROM sqlite_master;
    CREATE VIRTUAL TABLE texts USING fts5(t);
    CREATE TABLE foreign_one (x);
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE foreign_one USING a_module_of_others(x)' WHERE name = 'foreign_one';
    PRAGMA writable_schema = RESET;
    CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT);
  `);
  expect(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)])).toEqual([
    ['or"der, "x', ['se lect', 'a.b', "'; DROP"]],
    ['norowid', ['k', 'v']],
    ['strict_one', ['n', 'g']],
    ['표', ['이름']],
    ['whole', ['n', 'g']],
    ['counted', ['id']],
  ]);
  expect(tables[0]?.columns[2]).toMatchObject({
    kind: 'decimal',
    distinct: 1,
    range: { min: 2.5, max: 2.5 },
  });
});

test('foreign keys are found however they are spelled', async () => {
  const { tables } = await describedAs(`
    CREATE TABLE Parent (a INTEGER, b INTEGER, PRIMARY KEY (b, a));
    CREATE TABLE child (
      x INTEGER, y INTEGER, own INTEGER REFERENCES CHILD (id), id INTEGER PRIMARY KEY,
      lost INTEGER REFERENCES nowhere (id),
      FOREIGN KEY (x, y) REFERENCES parent
    );
  `);
  expect(tables[0]?.primaryKey).toEqual(['b', 'a']);
  expect(tables[1]?.foreignKeys).toEqual([
    { columns: ['own'], table: 'child', references: ['id'] },
    { columns: ['x', 'y'], table: 'Parent', references: ['b', 'a'] },
  ]);
});

test('a view that never ends does not keep the others from being described', async () => {
  const { tables } = await describedAs(`
    CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1);
    CREATE VIEW endless AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r;
    CREATE TABLE u (m TEXT); INSERT INTO u VALUES ('x');
  `);
  expect(tables.map(({ name, rows }) => [name, rows])).toEqual([
    ['t', 1],
    ['endless', 0],
    ['u', 1],
  ]);
  expect(tables[2]?.columns[0]?.values?.list).toEqual(['x']);
});

test('a column that cannot be computed does not keep its neighbours from being described', async () => {
  const { tables } = await describedAs(`
    CREATE TABLE t (a TEXT, b TEXT); INSERT INTO t VALUES ('{', 'seen');
    CREATE VIEW v AS SELECT json(a) AS broken, b FROM t;
  `);
  expect(tables[1]?.columns).toMatchObject([{ name: 'broken' }, { name: 'b', values: { list: ['seen'] } }]);
  expect(tables[1]?.columns[0]).not.toHaveProperty('values');
});

test('an empty database has no tables', async () => {
  expect((await describedAs('PRAGMA user_version = 1')).tables).toEqual([]);
});
