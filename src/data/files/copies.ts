import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MagpieError } from '../../core/errors.ts';
import { safeName } from '../../render/safe-name.ts';

interface Copy {
  /** Ends with the file's name: a database tells by it what kind it is. */
  readonly path: string;
  remove(): Promise<void>;
}

export interface Copies {
  /** Rejects with STORE_UNAVAILABLE. */
  add(name: string, bytes: Uint8Array): Promise<Copy>;
}

/** Files for a database to read, each in a folder of its own, for nobody else on this machine. What an earlier process left goes. */
export async function createCopies(folder: string): Promise<Copies> {
  await rm(folder, { recursive: true, force: true });
  return {
    async add(name, bytes) {
      const own = join(folder, randomUUID());
      const path = join(own, safeName(name));
      const remove = () => rm(own, { recursive: true, force: true });
      try {
        await mkdir(own, { recursive: true, mode: 0o700 });
        await writeFile(path, bytes, { mode: 0o600 });
      } catch (cause) {
        await remove();
        throw new MagpieError('STORE_UNAVAILABLE', { file: path, why: String(cause) }, { cause });
      }
      return { path, remove };
    },
  };
}
