import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../../core/call.ts';
import { blobPath } from '../blob-folder.ts';
import { writeDurably } from '../durable-file.ts';

/** Copies a blob from one folder of blobs to another, with its age; false when it is not there whole. */
export async function copyBlob(from: string, to: string, sha256: Sha256): Promise<boolean> {
  const source = blobPath(from, sha256);
  const bytes = await readFile(source).catch(() => undefined);
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256) return false;
  const { mtime } = await stat(source);
  await writeDurably({ path: blobPath(to, sha256), bytes, at: mtime, drafts: join(to, 'drafts') });
  return true;
}
