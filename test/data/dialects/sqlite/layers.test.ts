import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../../../src/data/dialects/sqlite/connection.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { makeSmallShop } from './small-shop.ts';
import { hidden, hostile } from './statements.ts';

test('S34 with the guard switched off the connection itself writes nothing and makes no file', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'shop.sqlite');
  makeSmallShop(path);
  const before = readFileSync(path);
  const ran: string[] = [];
  for (const sql of [...hostile, ...hidden]) {
    const { schema, questions } = connect(path);
    try {
      questions.exec(sql);
      ran.push(sql);
    } catch {
      // Refused by SQLite, as it should be.
    } finally {
      schema.close();
      questions.close();
    }
  }
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(['shop.sqlite']);
  for (const file of ['/tmp/magpie-copy.db', '/tmp/magpie-other.db', '/tmp/magpie-w']) {
    expect(existsSync(file), file).toBe(false);
  }
  // The guard was off indeed, and what reaches out failed all the same.
  expect(ran).toContain('SELECT * FROM sqlite_master');
  expect(ran.filter((sql) => /^(ATTACH|VACUUM INTO|SELECT load_extension)/.test(sql))).toEqual([]);
});
