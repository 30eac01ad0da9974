import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { CallState } from '../core/call.ts';
import type { CallStore } from '../core/call-store.ts';
import { refer } from './blob-references.ts';
import { rowOf, storedCallOf, withoutAddresses } from './call-row.ts';
import type { Write, WriteOne } from './group-commit.ts';
import { turnRowOf } from './turn-row.ts';
import { inChannel, inThread, visibleTo } from './visible.ts';

const underWay = ['queued', 'running', 'replying'] as const satisfies readonly CallState[];

export interface CallStoreOptions {
  readonly write: Write;
  /** Shares its transaction with nobody: for what waits for a lock. */
  readonly writeAlone: Write;
  readonly writeOne: WriteOne;
  readonly now: () => Date;
}

export function createCallStore(
  db: Kysely<StoreTables>,
  { write, writeAlone, writeOne, now }: CallStoreOptions,
): CallStore {
  const calls = db.selectFrom('calls').selectAll('calls');
  const at = () => now().toISOString();

  return {
    insert: (call, join) =>
      write(async (writing) => {
        const { tx } = writing;
        const place = join && (await join.place(writing));
        if (place?.full) return false;
        const inserted = await tx
          .insertInto('calls')
          .values({ ...rowOf(call), ...place?.columns })
          .onConflict((conflict) => conflict.columns(['platform', 'dedupe_key']).doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!inserted) return false;
        await refer(tx, call.id, call.options);
        await join?.stored(writing);
        return true;
      }),
    async get(id) {
      const row = await calls.where('id', '=', id).executeTakeFirst();
      return row && storedCallOf(row);
    },
    async byDedupeKey(platform, dedupeKey) {
      const row = await calls
        .where('platform', '=', platform)
        .where('dedupe_key', '=', dedupeKey)
        .executeTakeFirst();
      return row && storedCallOf(row);
    },
    keepAttachment: (id, option, attachment) =>
      write(async ({ tx }) => {
        const row = await tx.selectFrom('calls').select('options').where('id', '=', id).executeTakeFirst();
        if (!row) return;
        const options = JSON.stringify({ ...JSON.parse(row.options), [option]: attachment });
        await tx.updateTable('calls').set({ options, changed_at: at() }).where('id', '=', id).execute();
        await refer(tx, id, attachment);
      }),
    readdress: (id, replyTo, opens) =>
      writeOne(async ({ tx }) => {
        await tx
          .updateTable('calls')
          .set({
            reply_to: JSON.stringify(replyTo),
            ...(opens !== undefined && { opened: opens }),
            changed_at: at(),
          })
          .where('id', '=', id)
          .where('state', 'in', underWay)
          .execute();
      }),
    begin: (id) =>
      writeOne(async ({ tx }) => {
        const row = await tx
          .updateTable('calls')
          .set((eb) => ({ state: 'running', attempts: eb('attempts', '+', 1), changed_at: at() }))
          .where('id', '=', id)
          .where('state', '=', 'queued')
          .returningAll()
          .executeTakeFirst();
        return row && storedCallOf(row);
      }),
    takeOver: (id, attempts) =>
      writeOne(async ({ tx }) => {
        const row = await tx
          .updateTable('calls')
          .set({ attempts: attempts + 1, changed_at: at() })
          .where('id', '=', id)
          .where('state', '=', 'running')
          .where('attempts', '=', attempts)
          .returningAll()
          .executeTakeFirst();
        return row && storedCallOf(row);
      }),
    told: (id) =>
      writeOne(async ({ tx }) => {
        await tx.updateTable('calls').set({ told: 1 }).where('id', '=', id).execute();
      }),
    putBack: (ids, attempt) =>
      writeOne(async ({ tx }) => {
        await tx
          .updateTable('calls')
          .set((eb) => ({
            state: 'queued',
            attempts: eb('attempts', '-', attempt === 'counts' ? 0 : 1),
            changed_at: at(),
          }))
          .where('id', 'in', ids)
          .where('state', '=', 'running')
          .execute();
      }),
    finish: (id, { outcome, reply, turn, attempt }, leave) =>
      (leave ? writeAlone : write)(async ({ tx }) => {
        const ended = await tx
          .updateTable('calls')
          .set({
            state: 'replying',
            outcome,
            reply: JSON.stringify(reply),
            visibility: reply.visibility,
            changed_at: at(),
          })
          .where('id', '=', id)
          .where('state', 'in', ['queued', 'running'])
          .$if(attempt !== undefined, (ours) => ours.where('attempts', '=', attempt ?? 0))
          .returning('options')
          .executeTakeFirst();
        if (!ended) return false;
        const options = withoutAddresses(ended.options);
        if (options !== ended.options) {
          await tx.updateTable('calls').set({ options }).where('id', '=', id).execute();
        }
        if (turn) await tx.insertInto('turns').values(turnRowOf(turn)).execute();
        await refer(tx, id, reply, { sha256: turn?.result }, turn?.asked?.file);
        await leave?.(tx);
        return true;
      }),
    delivered: (id, opened) =>
      writeOne(async ({ tx }) => {
        await tx
          .updateTable('calls')
          .set((eb) => ({
            // A reply is stored together with its outcome.
            state: eb.ref('outcome').$notNull(),
            reply_to: null,
            changed_at: at(),
            ...(opened !== undefined && { opened }),
          }))
          .where('id', '=', id)
          .where('state', '=', 'replying')
          .execute();
      }),
    async unfinished() {
      const rows = await calls.where('state', 'in', underWay).orderBy('id').execute();
      return rows.map(storedCallOf);
    },
    async inConversation(conversation, { viewerId, commands, limit, before }) {
      const { thread } = conversation;
      const rows = await calls
        .where(inChannel(conversation))
        .where(
          thread === undefined ? ({ eb }) => eb('calls.thread', 'is', null) : inThread(conversation, thread),
        )
        .where(visibleTo(viewerId))
        .where('calls.command', 'in', commands)
        .$if(before !== undefined, (earlier) => earlier.where('calls.id', '<', before ?? ''))
        .orderBy('calls.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(storedCallOf).reverse();
    },
    async followUps(conversation, threads, { viewerId, commands }) {
      const rows = await db
        .selectFrom('calls')
        .select((eb) => ['thread', eb.fn.countAll<number>().as('count')])
        .where(inChannel(conversation))
        .where('thread', 'in', threads)
        .where(visibleTo(viewerId))
        .where('command', 'in', commands)
        .groupBy('thread')
        .execute();
      return new Map(rows.map(({ thread, count }) => [thread ?? '', Number(count)]));
    },
  };
}
