import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { noon } from './a-call.ts';
import { bytesIn } from './stored-bytes.ts';
import { tempFolder } from './temp-folder.ts';

export interface TempStore extends Store {
  readonly folder: string;
  /** All that it keeps, as text. */
  everything(): Promise<string>;
}

/** An empty store for one test, closed and deleted when it has finished. */
export async function tempStore(now: () => Date = () => new Date(noon)): Promise<TempStore> {
  const folder = await tempFolder();
  const store = await openStore({ dir: folder, now });
  onTestFinished(() => store.close());
  return { ...store, folder, everything: () => bytesIn(folder) };
}
