import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSource } from '../../../../src/data/open.ts';
import { birdSchema, dataSourceContract } from '../../../contracts/data-source.ts';
import { atEnd } from '../../../support/at-end.ts';
import { busyChildren } from '../../../support/busy-children.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { change } from './made.ts';

dataSourceContract('DuckDB', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'birds.duckdb');
  await change(path, birdSchema);
  const source = await openSource({ name: 'birds', url: `duckdb:${path}`, children: 2 });
  atEnd(async () => {
    await source.close();
    if (readdirSync(folder).length !== 1) throw new Error(`asking left files: ${readdirSync(folder)}`);
  });
  const commented = `CREATE TABLE nests (height INTEGER); COMMENT ON TABLE nests IS 'Where they breed';
    COMMENT ON COLUMN nests.height IS 'in metres'`;
  return { source, change: (sql) => change(path, sql), commented, busy: async () => busyChildren().length };
});
