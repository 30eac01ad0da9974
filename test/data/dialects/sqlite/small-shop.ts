import { DatabaseSync } from 'node:sqlite';

/** Users and orders as the guard's statements speak of them, an index of texts and one of places, and views that may not be read. */
const schema = `
  CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, email TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users, amount NUMERIC, created_at DATETIME);
  CREATE TABLE big (n INTEGER);
  INSERT INTO users (name, email) VALUES ('Ada', 'ada@example.org'), ('Grace', 'grace@example.org'), ('Lin', NULL);
  INSERT INTO orders (user_id, amount, created_at) VALUES
    (1, 12.5, '2026-01-02 09:00:00'), (1, 3, '2026-02-03 10:30:00'), (2, 40, '2026-02-04 23:59:59');
  WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 2000) INSERT INTO big SELECT n FROM r;
  CREATE VIEW spying AS SELECT * FROM sqlite_master;
  CREATE VIEW loading AS SELECT load_extension('/tmp/x.so') AS x;
  CREATE VIEW spenders AS SELECT u.name, sum(o.amount) AS spent FROM users u JOIN orders o ON o.user_id = u.id GROUP BY u.id;
  CREATE VIRTUAL TABLE docs USING fts5(text);
  INSERT INTO docs VALUES ('a quiet morning');
  CREATE VIRTUAL TABLE places USING rtree(id, west, east);
  ANALYZE;
`;

export function makeSmallShop(path: string): void {
  const db = new DatabaseSync(path);
  db.exec(schema);
  db.close();
}
