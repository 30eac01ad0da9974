import { setImmediate as breathe } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { Sha256 } from '../core/call.ts';
import type { StoredBlobs } from './stored-blobs.ts';

export interface Deleted {
  readonly calls: number;
  readonly turns: number;
  /** What no other call needs. `lastUsed`: when the last of these calls had its last change. */
  readonly blobs: readonly { readonly sha256: Sha256; readonly lastUsed: Date }[];
}

const step = 25;

/** Deletes calls with their turns, feedback and references to blobs, and what the audit quotes of them: a few at a time, as SQLite holds the event loop meanwhile. */
export async function* deleteCalls(
  db: Kysely<StoreTables>,
  next: (after: string, count: number) => Promise<readonly string[]>,
): AsyncGenerator<Deleted> {
  let after = '';
  for (;;) {
    const ids = await next(after, step);
    const last = ids.at(-1);
    if (last === undefined) return;
    yield await deleteAtOnce(db, ids);
    after = last;
    await breathe();
  }
}

/** The same, with the blobs that no other call needs. Returns how many turns there were. */
export async function deleteWithBlobs(
  db: Kysely<StoreTables>,
  blobs: Pick<StoredBlobs, 'drop'>,
  next: (after: string, count: number) => Promise<readonly string[]>,
): Promise<number> {
  let turns = 0;
  for await (const deleted of deleteCalls(db, next)) {
    turns += deleted.turns;
    for (const { sha256, lastUsed } of deleted.blobs) await blobs.drop(sha256, lastUsed);
  }
  return turns;
}

const deleteAtOnce = (db: Kysely<StoreTables>, ids: readonly string[]): Promise<Deleted> =>
  db.transaction().execute(async (tx) => {
    const turns = await tx.deleteFrom('turns').where('call_id', 'in', ids).executeTakeFirst();
    const blobs = await tx
      .selectFrom('call_blobs as mine')
      .innerJoin('calls', 'calls.id', 'mine.call_id')
      .where('mine.call_id', 'in', ids)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('call_blobs as other')
              .select('other.sha256')
              .whereRef('other.sha256', '=', 'mine.sha256')
              .where('other.call_id', 'not in', ids),
          ),
        ),
      )
      .groupBy('mine.sha256')
      .select(({ fn }) => ['mine.sha256', fn.max('calls.changed_at').as('lastUsed')])
      .execute();
    await tx
      .updateTable('audit')
      .set({ caller_name: '', question: '', sql: '', why: null })
      .where('call_id', 'in', ids)
      .execute();
    await tx.deleteFrom('calls').where('id', 'in', ids).execute();
    return {
      calls: ids.length,
      turns: Number(turns.numDeletedRows),
      blobs: blobs.map(({ sha256, lastUsed }) => ({ sha256, lastUsed: new Date(lastUsed) })),
    };
  });
