import { afterAll, describe } from 'vitest';
import { openSource } from '../../../../src/data/open.ts';
import { birdSchema, dataSourceContract } from '../../../contracts/data-source.ts';
import { atEnd } from '../../../support/at-end.ts';
import { mariadb, testDatabase } from '../../../support/mariadb.ts';

afterAll(() => mariadb?.stop());

/** A foreign key that is written beside its column is read and forgotten by MySQL. */
const schema = birdSchema.replace(
  /(species_code VARCHAR\(4\)) (REFERENCES species \(code\))/,
  '$1, FOREIGN KEY (species_code) $2',
);

describe.skipIf(!mariadb)(`on ${mariadb?.version ?? 'no server'}`, () => {
  dataSourceContract('MariaDB', async () => {
    const { url, run } = await testDatabase(schema);
    const source = await openSource({ name: 'birds', url, children: 2 });
    atEnd(() => source.close());
    return {
      source,
      change: async (sql) => {
        await run(sql);
      },
      quoted: (name) => `\`${name.replaceAll('`', '``')}\``,
      commented: "CREATE TABLE nests (height INTEGER COMMENT 'in metres') COMMENT 'Where they breed'",
      busy: async () =>
        (
          await run(
            `SELECT ID FROM information_schema.PROCESSLIST WHERE USER = '${new URL(url).username}' AND COMMAND <> 'Sleep'`,
          )
        ).length,
    };
  });
});
