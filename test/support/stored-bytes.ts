import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TempStore } from './temp-store.ts';

/** All that a store keeps, as text; after the tidying that Magpie does every hour. */
export async function storedBytes({ everything, expire }: TempStore): Promise<string> {
  await expire(new Date(0), 1);
  return everything();
}

/** All that lies in a folder, as text. */
export async function bytesIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')),
  );
  return texts.join('\n');
}
