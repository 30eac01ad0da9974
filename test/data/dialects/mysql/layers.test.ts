import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { addressOf } from '../../../../src/data/dialects/mysql/address.ts';
import { bounded, endStatement } from '../../../../src/data/dialects/mysql/bounded.ts';
import { connect } from '../../../../src/data/dialects/mysql/connection.ts';
import { select } from '../../../../src/data/dialects/mysql/select.ts';
import { readServer } from '../../../../src/data/dialects/mysql/server.ts';
import { beginReading } from '../../../../src/data/dialects/mysql/session.ts';
import { mariadb, testDatabase } from '../../../support/mariadb.ts';
import { smallShop } from './small-shop.ts';
import { hostile } from './statements.ts';

afterAll(() => mariadb?.stop());

const ms = 500;
const never = new AbortController().signal;

describe.skipIf(!mariadb)('with the guard switched off, under the login of the docs', () => {
  test('S33 nothing is written, no file is made, and everything ends in time', async () => {
    const { url, name, run } = await testDatabase(smallShop);
    const address = addressOf(url, '.');
    const extra = () => connect(address);
    const everything = async () => [
      await run(`SELECT COUNT(*) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${name}'`),
      await run('SELECT * FROM users ORDER BY id'),
      await run('SELECT * FROM orders ORDER BY id'),
    ];
    const before = await everything();
    const ran: string[] = [];
    for (const sql of hostile) {
      const connection = await extra();
      const server = await readServer(connection, undefined);
      const began = performance.now();
      await bounded(connection, { ms, signal: never, reason: new Error('timed out'), extra }, async () => {
        await beginReading(connection, server, { timeoutMs: ms, maxMemory: 268_435_456 });
        await select(connection, {
          sql,
          maxRows: 100,
          maxBytes: 100_000,
          end: () => endStatement(connection, extra),
        });
        ran.push(sql);
      }).catch(() => {});
      connection.destroy();
      expect(performance.now() - began, sql).toBeLessThan(ms + 2_000);
    }
    expect(await everything()).toEqual(before);
    expect(existsSync('/tmp/magpie-w')).toBe(false);
    // The guard was off indeed, and what reaches out failed all the same.
    expect(ran).toContain('SELECT VERSION()');
    expect(
      ran.filter((sql) => /^(DELETE|UPDATE|INSERT|REPLACE|DROP|CREATE|ALTER|GRANT|LOAD|FLUSH)/.test(sql)),
    ).toEqual([]);
    expect(ran.filter((sql) => /OUTFILE|DUMPFILE|mysql\.user|global_priv/.test(sql))).toEqual([]);
  });
});
