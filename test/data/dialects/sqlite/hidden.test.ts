import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import type { DataSource, Hidden } from '../../../../src/core/data-source.ts';
import { openSource } from '../../../../src/data/open.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const never = new AbortController().signal;
const limits = { maxRows: 100, maxBytes: 100_000, timeoutMs: 10_000, signal: never };

const schema = `
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT, loud TEXT AS (upper(name)));
  CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users, email TEXT);
  INSERT INTO users (name, email) VALUES ('Ada', 'ada@example.org'), ('Lin', 'lin@example.org');
  INSERT INTO orders (user_id, email) VALUES (1, 'ada@example.org');
  CREATE VIEW letters AS SELECT o.user_id FROM orders o JOIN users u USING (email);
  CREATE VIEW posts AS SELECT o.user_id FROM orders o NATURAL JOIN users;
  CREATE VIEW mails AS SELECT user_id FROM letters;
  CREATE VIEW same AS SELECT 1 FROM orders JOIN users USING (email);
  CREATE VIEW names AS SELECT name FROM users JOIN (SELECT 1 AS id) USING (id);
`;

async function shopWithout(...hidden: Hidden[]): Promise<DataSource & { change(sql: string): void }> {
  const path = join(await tempFolder(), 'shop.sqlite');
  const change = (sql: string) => {
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
  };
  change(schema);
  const source = await openSource({ name: 'shop', url: path, children: 1, hidden });
  onTestFinished(() => source.close());
  return { ...source, change };
}

const email: Hidden = { table: 'users', column: 'email' };

test('a view that joins by a hidden column is hidden, and one over it; one that joins by another is not', async () => {
  const source = await shopWithout(email);
  expect((await source.describe(never)).tables.map(({ name }) => name)).toEqual(['users', 'orders', 'names']);
  for (const view of ['letters', 'posts', 'mails', 'same']) {
    expect(await source.check(`SELECT count(*) FROM ${view}`, never), view).toMatchObject({ ok: false });
  }
  expect(await source.check('SELECT * FROM names', never)).toEqual({ ok: true });
});

test.each([
  ['SELECT main.users.email FROM main.users', 'there is no column email'],
  ['SELECT * FROM main.users', 'there is no column email'],
  ['SELECT "email" FROM users', 'there is no column email'],
  ['SELECT u.[email] FROM users u', 'no such column: u.email'],
  ["SELECT 1 FROM main.users u JOIN (SELECT 'a' AS email) USING (email)", expect.stringContaining('USING')],
  [
    "SELECT 1 FROM 'main' /* */ . users u NATURAL JOIN (SELECT 'a' AS email)",
    expect.stringContaining('NATURAL'),
  ],
])('a hidden column is refused with a word why: %s', async (sql, why) => {
  const source = await shopWithout(email);
  expect(await source.check(sql, never)).toEqual({ ok: false, why });
});

test('a column of the same name elsewhere is seen, also in double quotes', async () => {
  const source = await shopWithout(email);
  const sql =
    'SELECT u.*, o."email", main.orders.id FROM users u JOIN orders o ON o.user_id = u.id JOIN main.orders';
  const { columns, rows } = await source.select(sql, limits);
  expect(columns.map(({ name }) => name)).toEqual(['id', 'name', 'loud', 'email', 'id']);
  expect(rows).toEqual([[1, 'Ada', 'ADA', 'ada@example.org', 1]]);
});

test('a hidden key is not told as the number of the row', async () => {
  const source = await shopWithout({ table: 'users', column: 'id' });
  for (const sql of [
    'SELECT rowid FROM users',
    'SELECT main.users.rowid FROM main.users',
    'SELECT oid FROM users',
  ]) {
    expect(await source.check(sql, never), sql).toMatchObject({ ok: false });
  }
});

test('a table of which every column is hidden is hidden', async () => {
  const source = await shopWithout(
    { table: 'orders', column: 'id' },
    { table: 'orders', column: 'user_id' },
    { table: 'orders', column: 'EMAIL' },
  );
  expect(await source.check('SELECT count(*) FROM orders', never)).toEqual({
    ok: false,
    why: 'no such table: orders',
  });
});

test('some columns of a view can be hidden', async () => {
  const source = await shopWithout({ table: 'people', column: 'email' });
  source.change('CREATE VIEW people AS SELECT name, email FROM users');
  expect((await source.select('SELECT * FROM people', limits)).rows).toEqual([['Ada'], ['Lin']]);
  expect(await source.check('SELECT main.people.email FROM main.people', never)).toMatchObject({ ok: false });
});

test('what comes to a table later is seen, unless it is hidden by its name', async () => {
  const source = await shopWithout(email, { table: 'users', column: 'phone' });
  source.change('ALTER TABLE users ADD COLUMN phone TEXT; ALTER TABLE users ADD COLUMN city TEXT');
  const { columns } = await source.select('SELECT * FROM users', limits);
  expect(columns.map(({ name }) => name)).toEqual(['id', 'name', 'loud', 'city']);
});

test('what is generated from what is generated from a hidden column is hidden too, whatever it is called', async () => {
  const source = await shopWithout({ table: 'keys', column: 'code' });
  source.change(`
    CREATE TABLE keys (id INTEGER PRIMARY KEY, [code] TEXT, "a ""b""" AS (upper("code")) STORED, d AS (\`a "b"\` || '!'), e AS (id + 1));
    INSERT INTO keys (code) VALUES ('magic')`);
  const columns = (await source.describe(never)).tables.find(({ name }) => name === 'keys')?.columns;
  expect(columns?.map(({ name }) => name)).toEqual(['id', 'e']);
  expect((await source.select('SELECT * FROM keys', limits)).rows).toEqual([[1, 2]]);
  expect(await source.check('SELECT d FROM keys', never)).toMatchObject({ ok: false });
});
