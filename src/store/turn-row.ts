import type { Insertable, Selectable } from 'kysely';
import type { CallsTable, TurnsTable } from '../../schema/store.ts';
import type { Turn } from '../core/history.ts';
import { conversationOf } from './call-row.ts';

export const turnRowOf = (turn: Turn): Insertable<TurnsTable> => ({
  call_id: turn.callId,
  command: turn.command,
  request: turn.request,
  summary: turn.summary,
  source: turn.asked?.source ?? null,
  sql: turn.asked?.sql ?? null,
  memo: turn.asked?.memo === undefined ? null : JSON.stringify(turn.asked.memo),
  hidden: turn.asked?.hidden?.length ? JSON.stringify(turn.asked.hidden) : null,
  result: turn.result ?? null,
  file: turn.asked?.file?.sha256 ?? null,
  file_name: turn.asked?.file?.name ?? null,
  looked: turn.looked === undefined ? null : JSON.stringify(turn.looked),
  at: turn.at,
});

/** Where it was asked, by whom, and who may see it is its call's. */
export const callColumns = [
  'calls.workspace',
  'calls.channel',
  'calls.thread',
  'calls.caller_id',
  'calls.caller_name',
  'calls.visibility',
] as const;

type CallPart = 'workspace' | 'channel' | 'thread' | 'caller_id' | 'caller_name' | 'visibility';

export const turnOf = (row: Selectable<TurnsTable> & Pick<CallsTable, CallPart>): Turn => ({
  callId: row.call_id,
  command: row.command,
  conversation: conversationOf(row),
  callerId: row.caller_id,
  callerName: row.caller_name,
  visibility: row.visibility,
  request: row.request,
  summary: row.summary,
  ...(row.source !== null &&
    row.sql !== null && {
      asked: {
        source: row.source,
        sql: row.sql,
        ...(row.memo !== null && { memo: JSON.parse(row.memo) }),
        ...(row.hidden !== null && { hidden: JSON.parse(row.hidden) }),
        ...(row.file !== null &&
          row.file_name !== null && { file: { sha256: row.file, name: row.file_name } }),
      },
    }),
  ...(row.looked !== null && { looked: JSON.parse(row.looked) }),
  ...(row.result !== null && { result: row.result }),
  at: row.at,
});
