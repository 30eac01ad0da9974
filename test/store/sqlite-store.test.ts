import { blobStoreContract } from '../contracts/blob-store.ts';
import { callStoreContract } from '../contracts/call-store.ts';
import { historyStoreContract } from '../contracts/history-store.ts';
import { installationStoreContract } from '../contracts/installation-store.ts';
import { spendingStoreContract } from '../contracts/spending-store.ts';
import { wishStoreContract } from '../contracts/wish-store.ts';
import { spendingInMemory } from '../support/spending-in-memory.ts';
import { tempStore } from '../support/temp-store.ts';

callStoreContract('SQLite', async () => (await tempStore()).calls);
historyStoreContract('SQLite', () => tempStore());
installationStoreContract('SQLite', () => tempStore());
wishStoreContract('SQLite', () => tempStore());
blobStoreContract('a folder', async (now) => (await tempStore(now)).blobs);
spendingStoreContract('SQLite', async () => (await tempStore()).spending);
spendingStoreContract('memory', async () => spendingInMemory());
