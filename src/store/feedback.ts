import type { Kysely, Selectable } from 'kysely';
import type { FeedbackTable, StoreTables } from '../../schema/store.ts';
import { MagpieError } from '../core/errors.ts';
import type { FeedbackStore, Vote } from '../core/feedback.ts';

/** In the place of a picture's number; a column of a key cannot be null. */
const wholeAnswer = 0;

export const createFeedbackStore = (db: Kysely<StoreTables>): FeedbackStore => ({
  rate: ({ callId, callerId, vote, picture = wholeAnswer, comment, at }) =>
    db.transaction().execute(async (tx) => {
      const call = await tx.selectFrom('calls').select('id').where('id', '=', callId).executeTakeFirst();
      if (!call) throw new MagpieError('CALL_UNKNOWN');
      const key = { call_id: callId, caller_id: callerId, picture };
      const before = await tx
        .selectFrom('feedback')
        .select(['vote', 'comment'])
        .where(({ and }) => and(key))
        .executeTakeFirst();
      const added = comment !== undefined && comment !== before?.comment;
      if (before?.vote === vote && !added) return 'known';
      const opinion = { vote, comment: comment ?? null, at };
      await tx
        .insertInto('feedback')
        .values({ ...key, ...opinion })
        .onConflict((conflict) => conflict.columns(['call_id', 'caller_id', 'picture']).doUpdateSet(opinion))
        .execute();
      return before && (before.vote !== vote || before.comment !== null) ? 'changed' : 'counted';
    }),
  async votesOf(callerId, callIds) {
    const rows = await db
      .selectFrom('feedback')
      .selectAll()
      .where('caller_id', '=', callerId)
      .where('call_id', 'in', callIds)
      .execute();
    return rows.map(voteOf);
  },
  async all() {
    const rows = await db
      .selectFrom('feedback')
      .selectAll()
      .orderBy('at')
      .orderBy('call_id')
      .orderBy('picture')
      .execute();
    return rows.map(voteOf);
  },
});

const voteOf = ({ call_id, caller_id, picture, vote, comment, at }: Selectable<FeedbackTable>): Vote => ({
  callId: call_id,
  callerId: caller_id,
  vote,
  ...(picture !== wholeAnswer && { picture }),
  ...(comment !== null && { comment }),
  at,
});
