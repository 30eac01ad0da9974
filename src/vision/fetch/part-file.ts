import { open, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

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

/**
 * The part of `to` with this mark, which stands for its content: one that nobody works at is taken over, by one process alone since
 * taking over is a rename; else a new one.
 */
export async function takePart(to: string, mark: string): Promise<PartFile> {
  const prefix = `${basename(to)}.${mark}`;
  const nameOf = (owner: string | number) => join(dirname(to), `${prefix}.${owner}.part`);
  const path = nameOf(process.pid);
  for (const name of await readdir(dirname(to))) {
    const owner = name.startsWith(`${prefix}.`) && /\.(\d+|nobody)\.part$/.exec(name)?.[1];
    if (!owner || isAtWork(owner)) continue;
    const taken = await rename(join(dirname(to), name), path).then(
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
      // It is gone where it was wrong.
      await rename(path, nameOf('nobody')).catch(() => {});
    },
    remove: () => rm(path, { force: true }),
  };
}

/** A process that is gone, and left no word of it, was killed. */
function isAtWork(owner: string): boolean {
  if (owner === 'nobody' || Number(owner) === process.pid) return false;
  try {
    return process.kill(Number(owner), 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
