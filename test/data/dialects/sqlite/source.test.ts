import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSource } from '../../../../src/data/open.ts';
import { birdSchema, dataSourceContract } from '../../../contracts/data-source.ts';
import { atEnd } from '../../../support/at-end.ts';
import { busyChildren } from '../../../support/busy-children.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

dataSourceContract('SQLite', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'birds.sqlite');
  const change = async (sql: string) => {
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
  };
  await change(birdSchema);
  const source = await openSource({ name: 'birds', url: `sqlite:${path}`, children: 2 });
  atEnd(async () => {
    await source.close();
    if (readdirSync(folder).length !== 1) throw new Error(`asking left files: ${readdirSync(folder)}`);
  });
  const commented = `CREATE TABLE nests ( -- Where they breed
    height INTEGER -- in metres
  )`;
  return { source, change, commented, busy: async () => busyChildren().length };
});
