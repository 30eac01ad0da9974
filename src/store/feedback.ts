import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import { MagpieError } from '../core/errors.ts';
import type { FeedbackStore } from '../core/feedback.ts';

export const createFeedbackStore = (db: Kysely<StoreTables>): FeedbackStore => ({
  rate: ({ callId, callerId, vote, comment, at }) =>
    db.transaction().execute(async (tx) => {
      const call = await tx.selectFrom('calls').select('id').where('id', '=', callId).executeTakeFirst();
      if (!call) throw new MagpieError('CALL_UNKNOWN');
      const opinion = { vote, comment: comment ?? null, at };
      await tx
        .insertInto('feedback')
        .values({ call_id: callId, caller_id: callerId, ...opinion })
        .onConflict((conflict) => conflict.columns(['call_id', 'caller_id']).doUpdateSet(opinion))
        .execute();
    }),
  async votesOf(callerId, callIds) {
    const rows = await db
      .selectFrom('feedback')
      .select(['call_id', 'vote'])
      .where('caller_id', '=', callerId)
      .where('call_id', 'in', callIds)
      .execute();
    return new Map(rows.map(({ call_id, vote }) => [call_id, vote]));
  },
  async all() {
    const rows = await db.selectFrom('feedback').selectAll().orderBy('at').orderBy('call_id').execute();
    return rows.map(({ call_id, caller_id, vote, comment, at }) => ({
      callId: call_id,
      callerId: caller_id,
      vote,
      ...(comment !== null && { comment }),
      at,
    }));
  },
});
