import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { AttachmentRef } from '../core/call.ts';
import type { HistoryStore } from '../core/history.ts';
import { callColumns, turnOf } from './turn-row.ts';
import { byCaller, inChannel, inThread, visibleTo } from './visible.ts';

export function createHistoryStore(
  db: Kysely<StoreTables>,
  deletion: Pick<HistoryStore, 'forget' | 'leave'>,
): HistoryStore {
  const turns = db
    .selectFrom('turns')
    .innerJoin('calls', 'calls.id', 'turns.call_id')
    .selectAll('turns')
    .select(callColumns);

  const last = async (query: typeof turns, viewerId: string, limit: number) => {
    const rows = await query.where(visibleTo(viewerId)).orderBy('calls.id', 'desc').limit(limit).execute();
    return rows.map(turnOf).reverse();
  };

  return {
    async thread(conversation, viewerId, limit) {
      const { thread } = conversation;
      return thread === undefined ? [] : last(turns.where(inThread(conversation, thread)), viewerId, limit);
    },
    async fileOf(conversation, viewerId) {
      const { thread } = conversation;
      if (thread === undefined) return undefined;
      const row = await db
        .selectFrom('calls')
        .select('options')
        .where(inThread(conversation, thread))
        .where(visibleTo(viewerId))
        .where('options', 'like', '%"file":{%')
        .orderBy('id', 'desc')
        .executeTakeFirst();
      // Options are stored as a call carries them.
      const { file }: { file?: AttachmentRef } = JSON.parse(row?.options ?? '{}');
      return file?.sha256 === undefined ? undefined : { sha256: file.sha256, name: file.name };
    },
    channel: (conversation, viewerId, limit) => last(turns.where(inChannel(conversation)), viewerId, limit),
    ofCaller: (workspace, callerId, limit) =>
      last(turns.where(byCaller(workspace, callerId)).where('turns.command', '=', 'ask'), callerId, limit),
    async ofCall(callId, viewerId) {
      const [turn] = await last(turns.where('calls.id', '=', callId), viewerId, 1);
      return turn;
    },
    ...deletion,
  };
}
