import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import { outcomes } from '../core/call.ts';
import type { HistoryStore } from '../core/history.ts';
import { deleteWithBlobs } from './delete-calls.ts';
import type { StoredBlobs } from './stored-blobs.ts';
import { inChannel } from './visible.ts';

/**
 * Rows are deleted, not blanked: who asked, when, and under which key is content too. A call under way stays, as somebody still
 * waits for its answer; the call of /forget itself is one. Blobs that a crash leaves behind here go when their retention ends.
 */
export function createForget(
  db: Kysely<StoreTables>,
  blobs: StoredBlobs,
  scrub: () => Promise<void>,
): HistoryStore['forget'] {
  return async ({ conversation, callerId, quotedBy = [] }) => {
    const here = db.selectFrom('calls').select('id').where(inChannel(conversation));
    const over = here.where('state', 'in', outcomes);
    const inScope =
      callerId === undefined
        ? over
        : over.where(({ or, eb }) => or([eb('caller_id', '=', callerId), eb('command', 'in', quotedBy)]));

    /** Calls of the buttons under these answers, and of those under theirs: they repeat them, whoever pressed. */
    const pressesOf = async (ids: readonly string[]): Promise<readonly string[]> => {
      const presses = await over.where('about', 'in', ids).execute();
      const found = presses.map(({ id }) => id);
      return found.length === 0 ? found : [...found, ...(await pressesOf(found))];
    };

    const next = async (after: string, count: number) => {
      const found = await inScope.where('id', '>', after).orderBy('id').limit(count).execute();
      const ids = found.map(({ id }) => id);
      // The last of them says where to go on.
      return [...(await pressesOf(ids)), ...ids];
    };
    const turns = await deleteWithBlobs(db, blobs, next);
    if (callerId !== undefined) {
      await db
        .deleteFrom('feedback')
        .where('caller_id', '=', callerId)
        .where('call_id', 'in', here)
        .execute();
    }
    const taught = db
      .deleteFrom('taught')
      .where('workspace', '=', conversation.workspace)
      .where('channel', '=', conversation.channel);
    const ofThem = callerId === undefined ? taught : taught.where('caller_id', '=', callerId);
    const { numDeletedRows } = await ofThem.executeTakeFirst();
    await scrub();
    return { turns, taught: Number(numDeletedRows) };
  };
}
