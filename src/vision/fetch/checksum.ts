import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** What a file must be: its SHA-256, or git's name for it (SHA-1 over "blob <size>\0" and the bytes). In hexadecimal. */
export interface Checksum {
  readonly kind: 'sha256' | 'git';
  readonly hex: string;
}

/** Of a file, in hexadecimal. */
export async function checksumOf(path: string, kind: Checksum['kind']): Promise<string> {
  const hash = createHash(kind === 'git' ? 'sha1' : 'sha256');
  if (kind === 'git') hash.update(`blob ${(await stat(path)).size}\0`);
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
