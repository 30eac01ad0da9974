import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { SpendingStore } from '../core/spending.ts';

export const createSpendingStore = (db: Kysely<StoreTables>): SpendingStore => ({
  async add(day, { platform, conversation: { workspace, channel }, caller }, tokens) {
    await db
      .insertInto('spending')
      .values({ day, platform, workspace, channel, caller_id: caller.id, tokens })
      .onConflict((conflict) =>
        conflict
          .columns(['day', 'platform', 'workspace', 'channel', 'caller_id'])
          .doUpdateSet(({ eb, ref }) => ({
            tokens: eb(ref('spending.tokens'), '+', ref('excluded.tokens')),
          })),
      )
      .execute();
  },
  async spent(day, { platform, conversation: { workspace, channel }, caller }) {
    const rows = await db
      .selectFrom('spending')
      .select(({ fn, and, eb, case: when }) => {
        const sumWhere = (is: ReturnType<typeof and>) =>
          fn.coalesce(fn.sum<number>(when().when(is).then(eb.ref('tokens')).else(0).end()), eb.lit(0));
        const here = eb('platform', '=', platform);
        return [
          sumWhere(and([here, eb('caller_id', '=', caller.id)])).as('person'),
          sumWhere(and([here, eb('workspace', '=', workspace), eb('channel', '=', channel)])).as('channel'),
          fn.coalesce(fn.sum<number>('tokens'), eb.lit(0)).as('all'),
        ];
      })
      .where('day', '=', day)
      .executeTakeFirstOrThrow();
    return { person: Number(rows.person), channel: Number(rows.channel), all: Number(rows.all) };
  },
});
