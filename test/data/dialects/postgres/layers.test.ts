import { existsSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectionOf } from '../../../../src/data/dialects/postgres/address.ts';
import { beginning } from '../../../../src/data/dialects/postgres/begin.ts';
import { run } from '../../../../src/data/dialects/postgres/run.ts';
import { openServer, type Server } from '../../../../src/data/dialects/postgres/server.ts';
import {
  databaseIn,
  postgresForTests,
  run as runAsOwner,
  type TestDatabase,
} from '../../../support/postgres.ts';
import { hostile } from './statements.ts';

const postgres = await postgresForTests();
const databaseOf = (schema: string) => databaseIn(postgres, schema);

const shop = `
  CREATE TABLE users (id serial PRIMARY KEY, name text, email text);
  CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users, amount numeric);
  INSERT INTO users (name) VALUES ('Ada'), ('Grace');
  CREATE SEQUENCE s;
  CREATE FUNCTION evil_write() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM users RETURNING 1';
`;

/** What runs statements, without the guard before it. */
function unguarded(database: TestDatabase): Server {
  const home = { schema: 'public', timeZone: 'UTC', noticesLostClients: true };
  const server = openServer(connectionOf(database.url), 1, (ms) => beginning(home, ms));
  onTestFinished(() => server.close());
  return server;
}

const never = new AbortController().signal;
const tooLate = new Error('too late');

const tryIt = (server: Server, sql: string, ms = 1_000) =>
  server.within({ signal: never, ms, reason: tooLate }, (session) =>
    run(session, { sql, maxRows: 100, maxBytes: 100_000 }),
  );

describe.skipIf(!postgres)('below the guard of Postgres, under the recommended role', () => {
  test('S31 S32 no statement does harm', async () => {
    const database = await databaseOf(shop);
    const server = unguarded(database);
    const state = () =>
      runAsOwner(
        database.ownerUrl,
        `SELECT (SELECT count(*) FROM users) AS users, (SELECT last_value FROM s) AS s, (SELECT count(*) FROM pg_class) AS relations,
          (SELECT count(*) FROM pg_proc) AS functions, (SELECT count(*) FROM pg_largeobject_metadata) AS objects,
          (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory') AS locks`,
      );
    const before = await state();
    const more = [
      'SELECT evil_write()',
      "SELECT lo_from_bytea(0, 'x')",
      'SELECT pg_advisory_lock(7)',
      "SELECT set_config('statement_timeout', '0', false)",
      'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE',
      'SET default_transaction_read_only = off',
    ];
    for (const sql of [...hostile, ...more]) {
      const began = performance.now();
      await tryIt(server, sql).catch(() => {});
      expect(performance.now() - began, sql).toBeLessThan(5_000);
    }
    expect(await state()).toEqual(before);
    expect(existsSync('/tmp/magpie-copy')).toBe(false);
  });

  test('the connection that comes back is as it was', async () => {
    const server = unguarded(await databaseOf(shop));
    await tryIt(server, "SELECT set_config('work_mem', '1MB', false), pg_advisory_lock(7)");
    await tryIt(server, 'COMMIT');
    await tryIt(server, 'LISTEN x');
    const { rows } = await tryIt(
      server,
      `SELECT current_setting('work_mem'), current_setting('transaction_read_only'),
        (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'), (SELECT count(*) FROM pg_listening_channels())`,
    );
    expect(rows).toEqual([['16MB', 'on', 0, 0]]);
  });

  test('two statements are none', async () => {
    const server = unguarded(await databaseOf(shop));
    await expect(tryIt(server, 'COMMIT; DELETE FROM orders')).rejects.toMatchObject({ code: 'SQL_FAILED' });
  });
});
