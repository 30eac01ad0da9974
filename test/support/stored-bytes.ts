import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TempStore } from './temp-store.ts';

/** All that lies on the disk of a store, as text; after the tidying that Magpie does every hour. */
export async function storedBytes({ folder, expire }: TempStore): Promise<string> {
  await expire(new Date(0), 1);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')),
  );
  return texts.join('\n');
}
