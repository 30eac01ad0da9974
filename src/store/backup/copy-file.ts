import { constants, copyFile, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Copies a file for its owner's eyes alone; it is on the disk when this resolves. Rejects where there is one already. */
export async function copyFileDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  // Made before it has content: nobody else sees any of it.
  await (await open(to, 'wx', 0o600)).close();
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await using copy = await open(to, 'r+');
  await copy.chmod(0o600);
  await copy.sync();
}

/** The same for a folder and what is in it. */
export async function copyFolderDurably(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((found) => found.isFile())) {
    const path = join(entry.parentPath, entry.name);
    await copyFileDurably(path, join(to, relative(from, path)));
  }
}
