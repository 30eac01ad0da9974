import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { AuditLog } from '../core/audit.ts';
import type { BlobStore } from '../core/blob-store.ts';
import type { Bulletin } from '../core/bulletin.ts';
import type { CallStore } from '../core/call-store.ts';
import type { FeedbackStore } from '../core/feedback.ts';
import type { HistoryStore } from '../core/history.ts';
import type { InstallationStore } from '../core/installation.ts';
import type { SpendingStore } from '../core/spending.ts';
import type { TaughtStore } from '../core/taught.ts';
import type { WishStore } from '../core/wish.ts';
import { createAuditLog } from './audit.ts';
import { type CallRecords, createCallRecords } from './call-records.ts';
import { createCallStore } from './calls.ts';
import { createExpire, type Expired } from './expire.ts';
import { createFeedbackStore } from './feedback.ts';
import { createForget } from './forget.ts';
import { createHistoryStore } from './history.ts';
import { createInstallationStore } from './installations.ts';
import { createLeave } from './leave.ts';
import { openSqlite } from './open-sqlite.ts';
import { placeOf } from './postgres/errors.ts';
import { openPostgres } from './postgres/open.ts';
import { createSetting, type Setting } from './settings.ts';
import { createSpendingStore } from './spending.ts';
import { createTaughtStore } from './taught.ts';
import { createWishStore } from './wishes.ts';

export interface StoreOptions {
  /** The data folder: it is made when it is missing. */
  readonly dir: string;
  /** `sqlite:/path/to/store.sqlite` or `postgres://...`; by default `store.sqlite` in the data folder. */
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
  readonly bulletin: Bulletin;
  readonly setting: Setting;
  /** The tables, where other processes write to them too; undefined where this process is alone with them. */
  readonly shared: Kysely<StoreTables> | undefined;
  /**
   * Deletes the calls that ended more than so many days ago, with all that belongs to them, and the audit of then. Ends early when `stop`
   * aborts; does nothing while another process is at it.
   */
  expire(now: Date, retentionDays: number, stop?: AbortSignal): Promise<Expired>;
  /** Writes something that changes nothing. Rejects with STORE_UNAVAILABLE when that cannot be done. */
  tryToWrite(): Promise<void>;
  /** Whether some process works on it. */
  isWorkedOn(): Promise<boolean>;
  close(): Promise<void>;
}

const isPostgres = (url: string): boolean => /^postgres(ql)?:/i.test(url);

/** Where a store is, without a login. */
export const placeOfStore = (url: string): string => (isPostgres(url) ? placeOf(url) : fileOf(url));

const fileOf = (url: string): string => url.replace(/^sqlite:/, '');

/**
 * Opens the store and brings its tables up to date. A file is kept from other processes that would write to it; on a server many
 * share one. Rejects with STORE_LOCKED, STORE_DAMAGED, STORE_VERSION, STORE_FOREIGN or STORE_UNAVAILABLE; what is there is kept as it is.
 */
export async function openStore({
  dir,
  url = `sqlite:${join(dir, 'store.sqlite')}`,
  access = 'write',
  now = () => new Date(),
}: StoreOptions): Promise<Store> {
  const { db, write, writeAlone, writeOne, blobs, bulletin, scrub, shared, ...ground } = isPostgres(url)
    ? await openPostgres({ url, access, now })
    : await openSqlite({ dir, file: fileOf(url), access, now });
  const calls = createCallStore(db, { write, writeAlone, writeOne, now });
  const expire = createExpire(db, blobs, scrub);
  return {
    calls: {
      ...calls,
      // What is acknowledged must be there after a crash.
      async insert(call, join) {
        ground.requireInPlace();
        return calls.insert(call, join);
      },
    },
    records: createCallRecords(db),
    history: createHistoryStore(db, {
      forget: createForget(db, blobs, scrub),
      leave: createLeave(db, blobs, scrub),
    }),
    feedback: createFeedbackStore(db),
    audit: createAuditLog(db),
    installations: createInstallationStore(db, { scrub, shared }),
    spending: createSpendingStore(db),
    taught: createTaughtStore(db),
    wishes: createWishStore(db),
    blobs,
    bulletin,
    setting: createSetting(db),
    shared: shared ? db : undefined,
    expire: async (...given) => (await ground.alone(() => expire(...given))) ?? { calls: 0, blobs: 0 },
    tryToWrite: ground.tryToWrite,
    isWorkedOn: ground.isWorkedOn,
    close: ground.close,
  };
}
