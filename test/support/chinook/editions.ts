import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import type { DataSource, Dialect } from '../../../src/core/data-source.ts';
import { openSource } from '../../../src/data/open.ts';
import { mariadb, testDatabase } from '../mariadb.ts';
import { postgresForTests } from '../postgres.ts';
import { tempFolder } from '../temp-folder.ts';
import { duckdbFile } from './duckdb-file.ts';
import { chinookFolder, chinookSqlite } from './files.ts';

interface Edition {
  readonly dialect: Dialect;
  /** There is no such server here. */
  readonly missing: boolean;
  /** Closed when the test has finished, and what was made for it is gone. */
  open(): Promise<DataSource>;
}

const postgres = await postgresForTests();
afterAll(() => mariadb?.stop());

/** Chinook in each of the databases. */
export const chinookEditions: readonly Edition[] = [
  { dialect: 'sqlite', missing: false, open: () => opened(`sqlite:${chinookSqlite}`) },
  {
    dialect: 'duckdb',
    missing: false,
    async open() {
      const path = join(await tempFolder(), 'chinook.duckdb');
      await duckdbFile(chinookSqlite, path);
      return opened(`duckdb:${path}`);
    },
  },
  {
    dialect: 'postgres',
    missing: postgres === undefined,
    async open() {
      if (!postgres) throw new Error('there is no Postgres to test with');
      const { url } = await postgres.database(scriptOf('Chinook_PostgreSql.sql'));
      return opened(url);
    },
  },
  {
    dialect: 'mysql',
    missing: mariadb === undefined,
    async open() {
      const { url } = await testDatabase(scriptOf('Chinook_MySql.sql'));
      return opened(url);
    },
  },
];

async function opened(url: string): Promise<DataSource> {
  const source = await openSource({ name: 'chinook', url, children: 1 });
  onTestFinished(() => source.close());
  return source;
}

/** Without its beginning, which drops and makes a database of its own. */
function scriptOf(file: string): string {
  const script = readFileSync(join(chinookFolder, file), 'utf8');
  return script.slice(script.indexOf('CREATE TABLE'));
}
