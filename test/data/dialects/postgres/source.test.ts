import { birdSchema, dataSourceContract } from '../../../contracts/data-source.ts';
import { postgresForTests, run } from '../../../support/postgres.ts';

const server = await postgresForTests();

if (server) {
  dataSourceContract('Postgres', async () => {
    const { change, open, url, ownerUrl } = await server.database(birdSchema);
    const commented = `CREATE TABLE nests (height INTEGER); COMMENT ON TABLE nests IS 'Where they breed';
      COMMENT ON COLUMN nests.height IS 'in metres'`;
    const reader = new URL(url).username;
    const busy = async () =>
      (await run(ownerUrl, `SELECT FROM pg_stat_activity WHERE usename = '${reader}' AND state <> 'idle'`))
        .length;
    return { source: await open(), change, commented, busy };
  });
}
