import { blobStoreContract } from '../contracts/blob-store.ts';
import { callStoreContract } from '../contracts/call-store.ts';
import { historyStoreContract } from '../contracts/history-store.ts';
import { installationStoreContract } from '../contracts/installation-store.ts';
import { tempStore } from '../support/temp-store.ts';

callStoreContract('SQLite', async () => (await tempStore()).calls);
historyStoreContract('SQLite', () => tempStore());
installationStoreContract('SQLite', () => tempStore());
blobStoreContract('a folder', async (now) => (await tempStore(now)).blobs);
