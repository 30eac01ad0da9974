import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { MagpieError } from '../../core/errors.ts';
import { formatBytes } from '../../render/numbers.ts';

export type PictureFile =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** For the person who named the file. */
  | { readonly ok: false; readonly why: string };

// Opening a pipe would wait for somebody who writes to it.
const flags = constants.O_RDONLY | constants.O_NONBLOCK;

/** The bytes of a file. Rejects with PICTURE_TOO_LARGE before it reads more than `maxBytes`. */
export async function readPicture(path: string, maxBytes: number): Promise<PictureFile> {
  const file = await open(path, flags).catch(unreadable);
  if ('why' in file) return file;
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) return { ok: false, why: 'This is a folder.' };
    if (!stat.isFile()) return { ok: false, why: 'This is no ordinary file.' };
    if (stat.size > maxBytes) {
      throw new MagpieError('PICTURE_TOO_LARGE', { size: inWords(stat.size), limit: inWords(maxBytes) });
    }
    return { ok: true, bytes: await file.readFile() };
  } finally {
    await file.close();
  }
}

const inWords = (bytes: number): string => formatBytes(bytes, 'en');

function unreadable({ code, message }: NodeJS.ErrnoException): Extract<PictureFile, { ok: false }> {
  if (code === 'ENOENT') return { ok: false, why: 'There is no such file.' };
  if (code === 'EACCES') return { ok: false, why: 'I may not read this file.' };
  return { ok: false, why: message };
}
