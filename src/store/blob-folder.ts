import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../core/call.ts';
import { MagpieError } from '../core/errors.ts';
import { writeDurably } from './durable-file.ts';
import { isSha256, type StoredBlobs } from './stored-blobs.ts';

/** Blobs as files `ab/abcdef…`, named by content. Their age is the file's modification time. */
export function openBlobFolder(folder: string, now: () => Date): StoredBlobs {
  const drafts = join(folder, 'drafts');
  const pathOf = (sha256: Sha256) => blobPath(folder, sha256);

  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      const at = now();
      try {
        const renewed = await renewIfWhole(path, bytes.byteLength, at);
        if (!renewed) await writeDurably({ path, bytes, at, drafts });
      } catch (cause) {
        throw new MagpieError('STORE_UNAVAILABLE', { file: path, why: String(cause) }, { cause });
      }
      return sha256;
    },
    async get(sha256) {
      const bytes = isSha256(sha256) ? await readFile(pathOf(sha256)).catch(missing) : undefined;
      if (!bytes) throw new MagpieError('BLOB_GONE');
      return bytes;
    },
    async renew(sha256) {
      const at = now();
      const isThere = isSha256(sha256) && (await utimes(pathOf(sha256), at, at).then(() => true, missing));
      if (!isThere) throw new MagpieError('BLOB_GONE');
    },
    async drop(sha256, unlessPutAfter) {
      await removeIf(pathOf(sha256), (putAt) => putAt <= unlessPutAfter);
    },
    async expire(before) {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(missing);
      let expired = 0;
      // Drafts that a crash left behind go as well.
      for (const entry of entries?.filter((found) => found.isFile()) ?? []) {
        const removed = await removeIf(join(entry.parentPath, entry.name), (putAt) => putAt < before);
        if (removed) expired += 1;
      }
      return expired;
    },
  };
}

export const blobPath = (folder: string, sha256: Sha256): string => join(folder, sha256.slice(0, 2), sha256);

/** False when it is not there whole. */
async function renewIfWhole(path: string, size: number, at: Date): Promise<boolean> {
  const file = await stat(path).catch(missing);
  if (file?.size !== size) return false;
  await utimes(path, at, at);
  return true;
}

async function removeIf(path: string, isOld: (putAt: Date) => boolean): Promise<boolean> {
  const file = await stat(path).catch(missing);
  if (!file || !isOld(file.mtime)) return false;
  await rm(path, { force: true });
  return true;
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
