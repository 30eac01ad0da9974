import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import type { ResultSet } from '../../../../src/core/data-source.ts';
import { openSource } from '../../../../src/data/open.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

async function answer(sql: string, ddl = 'CREATE TABLE t (n INTEGER)'): Promise<ResultSet> {
  const path = join(await tempFolder(), 'some.sqlite');
  const db = new DatabaseSync(path);
  db.exec(ddl);
  db.close();
  const source = await openSource({ name: 'some', url: path, children: 1 });
  onTestFinished(() => source.close());
  return source.select(sql, {
    maxRows: 100,
    maxBytes: 100_000,
    timeoutMs: 10_000,
    signal: new AbortController().signal,
  });
}

test.each([
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', '9007199254740992'],
  ['-9223372036854775807 - 1', '-9223372036854775808'],
  ['0.1 + 0.2', 0.30000000000000004],
  ['9e999', 'Infinity'],
  ['-9e999', '-Infinity'],
  ['NULL', null],
  ["''", ''],
  ["x''", "x''"],
  ["x'00ff'", "x'00ff'"],
  ["CAST(printf('%.*c', 40, 'A') AS BLOB)", `x'${'41'.repeat(16)}…' (40 bytes)`],
  ["'한글 🐦'", '한글 🐦'],
  ["char(0) || 'a'", '\0a'],
  ["CAST(x'ff41' AS TEXT)", '\ufffdA'],
])('%s comes as JSON can carry it', async (sql, cell) => {
  expect((await answer(`SELECT ${sql} AS c`)).rows).toEqual([[cell]]);
});

test('a long value is cut, never within a character, and the answer says so', async () => {
  const { rows, truncated } = await answer("SELECT printf('%.*c', 7999, 'x') || '🐦🐦' AS long, 1 AS short");
  expect(rows).toEqual([[`${'x'.repeat(7999)}…`, 1]]);
  expect(truncated).toBe(true);
});

test('kinds come from the declaration, corrected by what is stored; without one from the values', async () => {
  const { columns, rows } = await answer(
    `SELECT t.*, day AS other, upper(name) AS loud, count * 2 AS twice, price + 0 AS sum, yes AND 1 AS both,
       date(day) AS computed, NULL AS none, count(*) OVER () AS n FROM t`,
    `CREATE TABLE t (name VARCHAR(9), day DATE, at TEXT, count INT, price DECIMAL(8,2), yes BOOLEAN, code TEXT, raw BLOB);
     INSERT INTO t VALUES ('Ada', '2026-01-02', '2026-01-02 03:04:05', 3, 4.5, 1, '17', x'01'), ('Lin', NULL, NULL, NULL, 2, 0, '18', NULL)`,
  );
  expect(Object.fromEntries(columns.map(({ name, kind }) => [name, kind]))).toEqual({
    name: 'text',
    day: 'date',
    at: 'datetime',
    count: 'integer',
    price: 'decimal',
    yes: 'boolean',
    code: 'text',
    raw: 'other',
    other: 'date',
    loud: 'text',
    twice: 'integer',
    sum: 'decimal',
    both: 'integer',
    computed: 'date',
    none: 'other',
    n: 'integer',
  });
  expect(rows.map((row) => row[5])).toEqual([true, false]);
});

test('columns may have the same name', async () => {
  const { columns, rows } = await answer('SELECT 1 AS a, 2 AS a, 3 AS a');
  expect(columns.map(({ name }) => name)).toEqual(['a', 'a', 'a']);
  expect(rows).toEqual([[1, 2, 3]]);
});

test('an error in the middle of the rows is told in the words of the database', async () => {
  await expect(answer('SELECT json(value) FROM json_each(\'["1", "{"]\')')).rejects.toMatchObject({
    code: 'SQL_FAILED',
    data: { why: 'malformed JSON' },
  });
});
