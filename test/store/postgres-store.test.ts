import { describe } from 'vitest';
import { blobStoreContract } from '../contracts/blob-store.ts';
import { callStoreContract } from '../contracts/call-store.ts';
import { historyStoreContract } from '../contracts/history-store.ts';
import { installationStoreContract } from '../contracts/installation-store.ts';
import { spendingStoreContract } from '../contracts/spending-store.ts';
import { wishStoreContract } from '../contracts/wish-store.ts';
import { postgresForTests } from '../support/postgres.ts';
import { postgresStores } from '../support/temp-postgres-store.ts';

const server = await postgresForTests();

describe.skipIf(!server)('on a server', () => {
  if (!server) return;
  const open = postgresStores(server);
  callStoreContract('Postgres', async () => (await open()).calls);
  historyStoreContract('Postgres', () => open());
  installationStoreContract('Postgres', () => open());
  blobStoreContract('a table', async (now) => (await open(now)).blobs);
  spendingStoreContract('Postgres', async () => (await open()).spending);
  wishStoreContract('Postgres', () => open());
});
