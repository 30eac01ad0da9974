import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { HistoryStore } from '../core/history.ts';
import type { BlobFolder } from './blob-folder.ts';
import { deleteCalls } from './delete-calls.ts';

/** Everything of a workspace. A call under way goes too: it finds its row gone when it ends, and its answer goes nowhere. */
export function createLeave(
  db: Kysely<StoreTables>,
  blobs: BlobFolder,
  scrub: () => Promise<void>,
): HistoryStore['leave'] {
  return async (workspace) => {
    const its = db.selectFrom('calls').select('id').where('workspace', '=', workspace).orderBy('id');
    const next = async (after: string, count: number) => {
      const found = await its.where('id', '>', after).limit(count).execute();
      return found.map(({ id }) => id);
    };
    let turns = 0;
    for await (const deleted of deleteCalls(db, next)) {
      turns += deleted.turns;
      for (const { sha256, lastUsed } of deleted.blobs) await blobs.drop(sha256, lastUsed);
    }
    await scrub();
    return turns;
  };
}
