import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import { outcomes } from '../core/call.ts';
import type { HistoryStore } from '../core/history.ts';
import type { BlobFolder } from './blob-folder.ts';
import { inChannel } from './visible.ts';

/**
 * Rows are deleted, not blanked: who asked, when, and under which key is content too. A call under way stays, as somebody still
 * waits for its answer; the call of /forget itself is one.
 */
export function createForget(
  db: Kysely<StoreTables>,
  blobs: BlobFolder,
  scrub: () => void,
): HistoryStore['forget'] {
  return async ({ conversation, callerId, quotedBy = [] }) => {
    const forgotten = await db.transaction().execute(async (tx) => {
      const here = tx.selectFrom('calls').select('calls.id').where(inChannel(conversation));
      const over = here.where('calls.state', 'in', outcomes);
      const inScope =
        callerId === undefined
          ? over
          : over.where(({ or, eb }) =>
              or([eb('calls.caller_id', '=', callerId), eb('calls.command', 'in', quotedBy)]),
            );

      const { turns } = await tx
        .selectFrom('turns')
        .where('call_id', 'in', inScope)
        .select(({ fn }) => fn.countAll().as('turns'))
        .executeTakeFirstOrThrow();
      const neededElsewhere = tx
        .selectFrom('call_blobs')
        .select('sha256')
        .where('call_id', 'not in', inScope);
      const blobsOfScope = await tx
        .selectFrom('call_blobs')
        .innerJoin('calls', 'calls.id', 'call_blobs.call_id')
        .where('call_id', 'in', inScope)
        .where('sha256', 'not in', neededElsewhere)
        .groupBy('sha256')
        .select(({ fn }) => ['sha256', fn.max('calls.changed_at').as('lastUsed')])
        .execute();
      if (callerId !== undefined) {
        await tx
          .deleteFrom('feedback')
          .where('caller_id', '=', callerId)
          .where('call_id', 'in', here)
          .execute();
      }
      // Their turns, feedback and references to blobs go with them.
      await tx.deleteFrom('calls').where('id', 'in', inScope).execute();
      return { turns: Number(turns), blobs: blobsOfScope };
    });

    for (const { sha256, lastUsed } of forgotten.blobs) await blobs.drop(sha256, new Date(lastUsed));
    scrub();
    return forgotten.turns;
  };
}
