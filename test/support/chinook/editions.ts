import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DataSource, Dialect } from '../../../src/core/data-source.ts';
import { openSource } from '../../../src/data/open.ts';
import { tempFolder } from '../temp-folder.ts';
import { duckdbFile } from './duckdb-file.ts';
import { chinookSqlite } from './files.ts';

interface Edition {
  readonly dialect: Dialect;
  /** There is no such server here. */
  readonly missing: boolean;
  /** Closed when the test has finished, and what was made for it is gone. */
  open(): Promise<DataSource>;
}

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
];

async function opened(url: string): Promise<DataSource> {
  const source = await openSource({ name: 'chinook', url, children: 1 });
  onTestFinished(() => source.close());
  return source;
}
