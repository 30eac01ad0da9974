import { birdSchema, dataSourceContract } from '../../../contracts/data-source.ts';
import { postgresForTests } from '../../../support/postgres.ts';

const server = await postgresForTests();

if (server) {
  dataSourceContract('Postgres', async () => {
    const { change, open } = await server.database(birdSchema);
    return { source: await open(), change };
  });
}
