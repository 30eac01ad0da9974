import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { noon } from './a-call.ts';
import { tempFolder } from './temp-folder.ts';

/** An empty store for one test, closed and deleted when it has finished. */
export async function tempStore(now: () => Date = () => new Date(noon)): Promise<Store> {
  const dir = await tempFolder();
  const store = await openStore({ dir, now });
  onTestFinished(() => store.close());
  return store;
}
