import type { Kysely, Selectable } from 'kysely';
import type { StoreTables, WishesTable } from '../../schema/store.ts';
import type { Wish, WishAnswer, WishStore } from '../core/wish.ts';

export const createWishStore = (db: Kysely<StoreTables>): WishStore => ({
  make: ({ id, callId, kind, madeAt }) =>
    db.transaction().execute(async (tx) => {
      // Written first: a transaction that begins by reading may find that another has written meanwhile.
      await tx.insertInto('wishes').values({ id, call_id: callId, kind, made_at: madeAt }).execute();
      const before = await tx
        .selectFrom('wishes')
        .select('id')
        .where('call_id', '=', callId)
        .where('kind', '=', kind)
        .where('verdict', 'is', null)
        .where('id', '!=', id)
        .executeTakeFirst();
      if (!before) return id;
      await tx.deleteFrom('wishes').where('id', '=', id).execute();
      return before.id;
    }),
  async open() {
    const rows = await db
      .selectFrom('wishes')
      .selectAll()
      .where('verdict', 'is', null)
      .orderBy('made_at')
      .orderBy('id')
      .execute();
    return rows.map(wishOf);
  },
  async answer(id, answer, at) {
    await db
      .updateTable('wishes')
      .set({
        verdict: answer.verdict,
        why: answer.verdict === 'refused' ? answer.why : null,
        new_call_id: answer.verdict === 'done' ? (answer.newCallId ?? null) : null,
        answered_at: at.toISOString(),
      })
      .where('id', '=', id)
      .where('verdict', 'is', null)
      .execute();
  },
  async ofCall(callId) {
    const rows = await db
      .selectFrom('wishes')
      .selectAll()
      .where('call_id', '=', callId)
      .orderBy('made_at')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      ...wishOf(row),
      ...(row.verdict && { answer: answerOf(row, row.verdict) }),
    }));
  },
});

const wishOf = ({ id, call_id, kind, made_at }: Selectable<WishesTable>): Wish => ({
  id,
  callId: call_id,
  kind,
  madeAt: made_at,
});

const answerOf = (
  { why, new_call_id }: Selectable<WishesTable>,
  verdict: WishAnswer['verdict'],
): WishAnswer =>
  verdict === 'refused'
    ? { verdict, why: String(why) }
    : { verdict, ...(new_call_id !== null && { newCallId: new_call_id }) };
