import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { MagpieError } from '../core/errors.ts';
import { asStoreError, isBusy } from './sqlite-errors.ts';

export interface Lock {
  release(): void;
}

/**
 * Makes this process the only one that works on a store. It is a lock of the operating system on a small file beside it (taken
 * by SQLite), so that it is free again when its holder is killed. Throws STORE_LOCKED.
 */
export function lockStore(file: string): Lock {
  const database = asStoreError(file, () => new DatabaseSync(`${file}.lock`, { timeout: 0 }));
  try {
    database.exec('begin exclusive');
  } catch (cause) {
    database.close();
    if (isBusy(cause)) throw new MagpieError('STORE_LOCKED', { file }, { cause });
    throw cause;
  }
  return { release: () => database.close() };
}

/** Whether some process works on this store. Changes nothing. */
export function isLocked(file: string): boolean {
  const lock = `${file}.lock`;
  if (!existsSync(lock)) return false;
  return asStoreError(file, () => {
    const database = new DatabaseSync(lock, { readOnly: true, timeout: 0 });
    try {
      database.prepare('select count(*) from sqlite_schema').get();
      return false;
    } catch (error) {
      if (isBusy(error)) return true;
      throw error;
    } finally {
      database.close();
    }
  });
}
