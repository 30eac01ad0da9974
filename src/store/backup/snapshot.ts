import { open, rm } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Sha256 } from '../../core/call.ts';
import { MagpieError } from '../../core/errors.ts';
import { asStoreError } from '../sqlite-errors.ts';

/** What a store file says of itself. */
export interface Snapshot {
  readonly calls: number;
  /** The blobs that it names. */
  readonly blobs: readonly Sha256[];
}

/** All pages in one step: a backup begins anew when somebody writes between two. */
const rate = 2 ** 31 - 1;
/** Milliseconds that somebody else's lock is waited for. */
const timeout = 5000;

/** Copies the store as it is at one moment, beside whoever writes to it. Rejects with STORE_UNAVAILABLE, STORE_DAMAGED or STORE_FOREIGN. */
export async function takeSnapshot(file: string, to: string): Promise<Snapshot> {
  await rm(to, { force: true });
  // Made before it has content: nobody else sees any of it.
  await (await open(to, 'wx', 0o600)).close();
  const source = asStoreError(file, () => new DatabaseSync(file, { readOnly: true, timeout }));
  try {
    await backup(source, to, { rate });
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(to);
  try {
    // So that it is one file, also for whoever copies it on.
    copy.exec('pragma journal_mode = delete');
  } finally {
    copy.close();
  }
  await using written = await open(to, 'r+');
  await written.sync();
  return readSnapshot(to);
}

/** Checks a store file that nobody writes to. Throws STORE_DAMAGED, STORE_FOREIGN or STORE_UNAVAILABLE. */
export function readSnapshot(file: string): Snapshot {
  return asStoreError(file, () => {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const found = database.prepare('pragma quick_check(1)').get()?.quick_check;
      if (found !== 'ok') throw new MagpieError('STORE_DAMAGED', { file, why: String(found) });
      const known = database.prepare("select 1 from sqlite_schema where name = 'call_blobs'").get();
      if (!known) throw new MagpieError('STORE_FOREIGN', { file });
      const calls = database.prepare('select count(*) as count from calls').get()?.count;
      const named = database.prepare('select distinct sha256 from call_blobs order by sha256').all();
      return { calls: Number(calls), blobs: named.map(({ sha256 }) => String(sha256)) };
    } finally {
      database.close();
    }
  });
}
