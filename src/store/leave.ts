import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { HistoryStore } from '../core/history.ts';
import { deleteWithBlobs } from './delete-calls.ts';
import type { StoredBlobs } from './stored-blobs.ts';

/** Everything of a workspace. A call under way goes too: it finds its row gone when it ends, and its answer goes nowhere. */
export function createLeave(
  db: Kysely<StoreTables>,
  blobs: StoredBlobs,
  scrub: () => Promise<void>,
): HistoryStore['leave'] {
  return async (workspace) => {
    const its = db.selectFrom('calls').select('id').where('workspace', '=', workspace).orderBy('id');
    const next = async (after: string, count: number) => {
      const found = await its.where('id', '>', after).limit(count).execute();
      return found.map(({ id }) => id);
    };
    const turns = await deleteWithBlobs(db, blobs, next);
    for (const table of ['audit', 'spending', 'taught'] as const) {
      await db.deleteFrom(table).where('workspace', '=', workspace).execute();
    }
    await scrub();
    return turns;
  };
}
