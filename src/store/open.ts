import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HandleEmptyInListsPlugin, Kysely, replaceWithNoncontingentExpression, sql } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { AuditLog } from '../core/audit.ts';
import type { BlobStore } from '../core/blob-store.ts';
import type { CallStore } from '../core/call-store.ts';
import { MagpieError } from '../core/errors.ts';
import type { FeedbackStore } from '../core/feedback.ts';
import type { HistoryStore } from '../core/history.ts';
import type { InstallationStore } from '../core/installation.ts';
import type { SpendingStore } from '../core/spending.ts';
import type { TaughtStore } from '../core/taught.ts';
import type { WishStore } from '../core/wish.ts';
import { createAuditLog } from './audit.ts';
import { openBlobFolder } from './blob-folder.ts';
import { type CallRecords, createCallRecords } from './call-records.ts';
import { createCallStore } from './calls.ts';
import { createExpire, type Expired } from './expire.ts';
import { createFeedbackStore } from './feedback.ts';
import { createForget } from './forget.ts';
import { createHistoryStore } from './history.ts';
import { createInstallationStore } from './installations.ts';
import { createLeave } from './leave.ts';
import { isLocked, lockStore } from './lock.ts';
import { migrate, requireMigrated } from './migrate.ts';
import { createScrub } from './scrub.ts';
import { createSpendingStore } from './spending.ts';
import { openSqlite } from './sqlite.ts';
import { createTaughtStore } from './taught.ts';
import { createWishStore } from './wishes.ts';

export interface StoreOptions {
  /** The data folder: it is made when it is missing. */
  readonly dir: string;
  /** `sqlite:/path/to/store.sqlite`; by default `store.sqlite` in the data folder. */
  readonly url?: string | undefined;
  /**
   * `read` changes nothing, `beside` writes what others take up: both work beside a Magpie that runs, and want a store that this
   * version has made. Default: `write`.
   */
  readonly access?: 'write' | 'read' | 'beside';
  readonly now?: () => Date;
}

export interface Store {
  readonly calls: CallStore;
  readonly records: CallRecords;
  readonly history: HistoryStore;
  readonly feedback: FeedbackStore;
  readonly audit: AuditLog;
  readonly installations: InstallationStore;
  readonly spending: SpendingStore;
  readonly taught: TaughtStore;
  readonly wishes: WishStore;
  readonly blobs: BlobStore;
  /** Deletes the calls that ended more than so many days ago, with all that belongs to them, and the audit of then. Ends early when `stop` aborts. */
  expire(now: Date, retentionDays: number, stop?: AbortSignal): Promise<Expired>;
  /** Writes something that changes nothing. Rejects with STORE_UNAVAILABLE when that cannot be done. */
  tryToWrite(): Promise<void>;
  /** Whether some process works on it. */
  isWorkedOn(): boolean;
  close(): Promise<void>;
}

/**
 * Opens the store, brings its tables up to date, and keeps other processes from writing to it.
 * Rejects with STORE_LOCKED, STORE_DAMAGED, STORE_VERSION, STORE_FOREIGN or STORE_UNAVAILABLE; the file is kept as it is.
 */
export async function openStore({
  dir,
  url,
  access = 'write',
  now = () => new Date(),
}: StoreOptions): Promise<Store> {
  const file = url === undefined ? join(dir, 'store.sqlite') : url.replace(/^sqlite:/, '');
  if (access === 'write') await makePlace(file);
  const lock = access === 'write' ? lockStore(file) : undefined;
  try {
    const sqlite = openSqlite(file, access);
    // `in ()` is no SQL beyond SQLite.
    const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });
    const db = new Kysely<StoreTables>({ dialect: sqlite.dialect, plugins: [emptyLists] });
    try {
      await (access === 'write' ? migrate(db, file) : requireMigrated(db, file));
    } catch (error) {
      sqlite.close();
      throw error;
    }
    const blobs = openBlobFolder(join(dir, 'blobs'), now);
    const calls = createCallStore(db, now);
    const scrub = createScrub(sqlite);
    return {
      calls: {
        ...calls,
        // What is acknowledged must be there after a crash.
        async insert(call) {
          sqlite.requireInPlace();
          return calls.insert(call);
        },
      },
      records: createCallRecords(db),
      history: createHistoryStore(db, {
        forget: createForget(db, blobs, scrub),
        leave: createLeave(db, blobs, scrub),
      }),
      feedback: createFeedbackStore(db),
      audit: createAuditLog(db),
      installations: createInstallationStore(db, scrub),
      spending: createSpendingStore(db),
      taught: createTaughtStore(db),
      wishes: createWishStore(db),
      blobs,
      expire: createExpire(db, blobs, scrub),
      async tryToWrite() {
        sqlite.requireInPlace();
        // A commit of its own: it reaches the disk like that of a call.
        await sql`pragma user_version = 0`.execute(db);
      },
      isWorkedOn: () => isLocked(file),
      async close() {
        await db.destroy();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** A new file is for nobody else on this machine, and so is SQLite's log beside it: it holds what people asked, and tokens. */
async function makePlace(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await (await open(file, 'a', 0o600)).close();
  } catch (cause) {
    throw new MagpieError('STORE_UNAVAILABLE', { file, why: String(cause) }, { cause });
  }
}
