import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { BlobStore } from '../core/blob-store.ts';
import { outcomes } from '../core/call.ts';

/** How many were deleted. */
export interface Expired {
  readonly calls: number;
  readonly blobs: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The retention: what ended before it goes, with its turns, feedback and blobs. A call under way stays, however old. */
export function createExpire(db: Kysely<StoreTables>, blobs: BlobStore) {
  return async (now: Date, retentionDays: number): Promise<Expired> => {
    const before = new Date(now.getTime() - retentionDays * dayMs);
    const { numDeletedRows } = await db
      .deleteFrom('calls')
      .where('state', 'in', outcomes)
      .where('changed_at', '<', before.toISOString())
      .executeTakeFirst();
    return { calls: Number(numDeletedRows), blobs: await blobs.expire(before) };
  };
}
