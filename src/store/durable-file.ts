import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface DurableFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Its modification time. */
  readonly at: Date;
  /** Folder of what is half written, on the same disk. */
  readonly drafts: string;
}

/** After this the file is there whole and for its owner alone, also after a power cut; when it rejects, the file is not there at all. */
export async function writeDurably({ path, bytes, at, drafts }: DurableFile): Promise<void> {
  const home = dirname(path);
  await mkdir(drafts, { recursive: true });
  await mkdir(home, { recursive: true });
  const draft = join(drafts, randomUUID());
  try {
    await using file = await open(draft, 'wx', 0o600);
    await file.writeFile(bytes);
    await file.utimes(at, at);
    await file.sync();
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  // A name is durable only when its folder is.
  await syncFolder(home);
  await syncFolder(dirname(home));
}

export async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}
