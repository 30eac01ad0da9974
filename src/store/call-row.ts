import type { Insertable, Selectable } from 'kysely';
import type { CallsTable } from '../../schema/store.ts';
import type { Call } from '../core/call.ts';
import type { StoredCall } from '../core/call-store.ts';

export const rowOf = (call: Call): Insertable<CallsTable> => ({
  id: call.id,
  platform: call.platform,
  command: call.command,
  options: JSON.stringify(call.options),
  workspace: call.conversation.workspace,
  channel: call.conversation.channel,
  thread: call.conversation.thread ?? null,
  caller_id: call.caller.id,
  caller_name: call.caller.name,
  caller_locale: call.caller.locale,
  caller_roles: JSON.stringify(call.caller.roles),
  reply_to: JSON.stringify(call.replyTo),
  dedupe_key: call.dedupeKey,
  received_at: call.receivedAt,
  answer_by: call.answerBy,
  state: 'queued',
  outcome: null,
  reply: null,
  visibility: call.options.private === true ? 'caller' : 'channel',
  attempts: 0,
  opened: null,
  about: typeof call.options.call === 'string' ? call.options.call : null,
  changed_at: call.receivedAt,
});

/** Options as they are stored, without the platform's addresses of files: nobody fetches those any more. */
export const withoutAddresses = (options: string): string =>
  JSON.stringify(
    JSON.parse(options, (_, value) =>
      value?.kind === 'attachment' ? { ...value, address: undefined } : value,
    ),
  );

/** JSON columns were written by `rowOf` and by `finish`: they are trusted to hold what went in. */
export const storedCallOf = (row: Selectable<CallsTable>): StoredCall => ({
  call: {
    id: row.id,
    platform: row.platform,
    command: row.command,
    options: JSON.parse(row.options),
    conversation: conversationOf(row),
    caller: {
      id: row.caller_id,
      name: row.caller_name,
      locale: row.caller_locale,
      roles: JSON.parse(row.caller_roles),
    },
    replyTo: row.reply_to === null ? null : JSON.parse(row.reply_to),
    dedupeKey: row.dedupe_key,
    receivedAt: row.received_at,
    answerBy: row.answer_by,
  },
  state: row.state,
  ...(row.outcome && { outcome: row.outcome }),
  ...(row.reply && { reply: JSON.parse(row.reply) }),
  attempts: row.attempts,
  told: row.told === 1,
  ...(row.opened !== null && { opened: row.opened }),
  changedAt: row.changed_at,
});

export const conversationOf = (row: Pick<CallsTable, 'workspace' | 'channel' | 'thread'>) => ({
  workspace: row.workspace,
  channel: row.channel,
  ...(row.thread !== null && { thread: row.thread }),
});
