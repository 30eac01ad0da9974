import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';

/** What has been fetched of a file so far. No other process writes to it. */
export interface PartFile {
  readonly path: string;
  /** Bytes that are there. */
  size(): Promise<number>;
  empty(): Promise<void>;
  /** Leaves it for whoever goes on. */
  release(): Promise<void>;
  remove(): Promise<void>;
}

export interface PartOptions {
  /** The folder of parts. */
  readonly folder: string;
  /** Stands for the content. */
  readonly mark: string;
  /** Paths of the parts that this process works at now. */
  readonly mine: Set<string>;
}

/**
 * The part of this content: one that nobody works at is taken over, by one process alone since taking over is a rename; else a new
 * one.
 */
export async function takePart({ folder, mark, mine }: PartOptions): Promise<PartFile> {
  const nameOf = (owner: string | number) =>
    join(folder, `${mark}.${owner}-${randomUUID().slice(0, 8)}.part`);
  const path = nameOf(process.pid);
  mine.add(path);
  for (const name of await readdir(folder)) {
    const owner = name.startsWith(`${mark}.`) && /\.(\d+|nobody)-\w+\.part$/.exec(name)?.[1];
    if (!owner || isAtWork(owner, mine.has(join(folder, name)))) continue;
    const taken = await rename(join(folder, name), path).then(
      () => true,
      () => false,
    );
    if (taken) break;
  }
  await (await open(path, 'a')).close();
  return {
    path,
    size: async () => (await stat(path)).size,
    empty: () => truncate(path),
    async release() {
      mine.delete(path);
      // It is gone where it was right, and where it was wrong.
      await rename(path, nameOf('nobody')).catch(() => {});
    },
    remove: () => rm(path, { force: true }),
  };
}

/** A process that is gone, and left no word of it, was killed. */
function isAtWork(owner: string, isMine: boolean): boolean {
  if (owner === 'nobody') return false;
  // In another container a process can have had this one's number.
  if (Number(owner) === process.pid) return isMine;
  try {
    return process.kill(Number(owner), 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
