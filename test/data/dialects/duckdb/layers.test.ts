import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngine, shut } from '../../../../src/data/dialects/duckdb/engine.ts';
import { reading } from '../../../../src/data/dialects/duckdb/run.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { change } from './made.ts';
import { never, opened } from './shop.ts';
import { hostile, shopSchema } from './statements.ts';

test('S34 with the guard switched off the engine itself writes nothing, makes no file and reads none', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'shop.duckdb');
  const listed = join(folder, 'listed.csv');
  await change(path, shopSchema);
  writeFileSync(listed, 'a,b\n1,2\n');
  const before = readFileSync(path);
  const engine = await openEngine({ database: path, maxMemory: 200_000_000, timeZone: 'UTC' });
  await shut(engine, [listed]);
  const overwriting = `COPY (SELECT 1) TO '${listed}' (FORMAT csv, USE_TMP_FILE false)`;
  const creating = `CREATE TABLE pivot AS SELECT 1; ${overwriting}; SELECT 1`;
  const ran: string[] = [];
  for (const sql of [...hostile, overwriting, creating].filter((one) => !/sleep/.test(one))) {
    await reading(engine.connection, sql, (result) => result.getRowsJson()).then(
      (rows) => {
        ran.push(sql);
        expect(JSON.stringify(rows), sql).not.toContain('root:');
      },
      () => {},
    );
  }
  engine.close();
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readFileSync(listed, 'utf8')).toBe('a,b\n1,2\n');
  expect(readdirSync(folder).sort()).toEqual(['listed.csv', 'shop.duckdb']);
  for (const file of ['/tmp/magpie-duck-copy.csv', '/tmp/magpie-duck-export', '/tmp/magpie-duck-other.db']) {
    expect(existsSync(file), file).toBe(false);
  }
  // The guard was off indeed, and what reaches out failed all the same.
  expect(ran).toContain('SELECT * FROM duckdb_settings()');
  // DuckDB leaves out an expression that nobody uses.
  const used = ran.filter((sql) => !sql.startsWith('WITH x AS'));
  expect(used.filter((sql) => /read_|glob|COPY|ATTACH|INSTALL|SET |LOAD|EXPORT/.test(sql))).toEqual([]);
});

test('the privileges are tried', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'shop.duckdb');
  await change(path, shopSchema);
  const source = await opened(path);
  const privileges = await source.privileges(never);
  expect(privileges.length).toBeGreaterThan(4);
  expect(privileges.filter(({ ok }) => !ok)).toEqual([]);
  expect(JSON.stringify(privileges)).not.toContain(folder);
});
