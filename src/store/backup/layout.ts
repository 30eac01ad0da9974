import { join } from 'node:path';

/** Where things lie in a backup. All but the manifest lie alike in a data folder. */
export const layoutOf = (folder: string) => ({
  manifest: join(folder, 'backup.json'),
  store: join(folder, 'store.sqlite'),
  blobs: join(folder, 'blobs'),
  secret: join(folder, 'cookie-secret'),
  models: join(folder, 'models'),
});
