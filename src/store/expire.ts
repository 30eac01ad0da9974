import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { BlobStore } from '../core/blob-store.ts';
import { outcomes } from '../core/call.ts';
import { deleteCalls } from './delete-calls.ts';

/** How many were deleted. */
export interface Expired {
  readonly calls: number;
  readonly blobs: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The retention: what ended before it goes, with its turns, feedback and blobs, and what was spent before today. A call under way stays, however old. */
export function createExpire(db: Kysely<StoreTables>, blobs: BlobStore, scrub: () => Promise<void>) {
  return async (now: Date, retentionDays: number, stop?: AbortSignal): Promise<Expired> => {
    const before = new Date(now.getTime() - retentionDays * dayMs);
    const old = db
      .selectFrom('calls')
      .select('id')
      .where('changed_at', '<', before.toISOString())
      .where('state', 'in', outcomes);
    const next = async (_: string, count: number) =>
      stop?.aborted ? [] : (await old.limit(count).execute()).map(({ id }) => id);
    let calls = 0;
    for await (const deleted of deleteCalls(db, next)) {
      calls += deleted.calls;
    }
    if (stop?.aborted) return { calls, blobs: 0 };
    await db.deleteFrom('audit').where('at', '<', before.toISOString()).execute();
    // Of no use to anybody once the day is over.
    await db.deleteFrom('spending').where('day', '<', now.toISOString().slice(0, 10)).execute();
    await scrub();
    return { calls, blobs: await blobs.expire(before) };
  };
}
