import { openStore, type Store } from '../store/open.ts';
import type { Io } from './command.ts';
import { configOf } from './read-config.ts';
import { refuse } from './refuse.ts';

/** Reads the store, or writes what others take up, beside a Magpie that runs or without one. Resolves with the exit code. */
export async function withStore(
  io: Io,
  json: boolean,
  use: (store: Store) => Promise<number>,
  access: 'read' | 'beside' = 'read',
): Promise<number> {
  const { MAGPIE_DATA_DIR: dir, storeUrl: url } = configOf(io);
  try {
    const store = await openStore({ dir, url, access });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    return refuse(error, json, io);
  }
}
