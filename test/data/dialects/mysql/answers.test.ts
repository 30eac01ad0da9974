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
