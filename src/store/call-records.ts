import type { Kysely } from 'kysely';
import type { CallsTable, StoreTables } from '../../schema/store.ts';
import type { AuditVerdict } from '../core/audit.ts';
import type { CallState, Conversation, Outcome } from '../core/call.ts';
import type { Json } from '../core/json.ts';
import type { Visibility } from '../core/reply.ts';
import { conversationOf, withoutAddresses } from './call-row.ts';

/** What an operator sees of a call. Where its answer goes, which may hold a token, is never read. */
export interface CallRecord {
  readonly id: string;
  readonly platform: string;
  readonly command: string;
  readonly state: CallState;
  /** From `replying` on. */
  readonly outcome?: Outcome;
  readonly conversation: Conversation;
  readonly visibility: Visibility;
  readonly callerId: string;
  readonly receivedAt: string;
  readonly answerBy: string;
  /** The last change. */
  readonly changedAt: string;
  readonly attempts: number;
  /** The thread that its answer opened. */
  readonly opened?: string;
  /** The call under whose answer a button was pressed. */
  readonly about?: string;
  /** What was asked and answered, where that is wanted. */
  readonly content?: { readonly options: Json; readonly reply?: Json };
}

/** A statement that a call wanted to run, without its words. */
export interface CallStatement {
  readonly at: string;
  readonly source: string;
  readonly verdict: AuditVerdict;
  readonly rows?: number;
  /** Milliseconds in the database. */
  readonly ms?: number;
}

interface CallsWanted {
  readonly state?: CallState | undefined;
  readonly platform?: string | undefined;
  /** ISO 8601, UTC: received then or later. */
  readonly since?: string | undefined;
  /** The last so many. */
  readonly limit: number;
  readonly content: boolean;
}

/** Calls as the operator sees them. */
export interface CallRecords {
  /** Oldest first. */
  list(wanted: CallsWanted): Promise<readonly CallRecord[]>;
  get(id: string, content: boolean): Promise<CallRecord | undefined>;
  /** Oldest first. */
  statements(id: string): Promise<readonly CallStatement[]>;
  /** Files that came with the call or its answer. */
  files(id: string): Promise<number>;
}

const life = [
  'id',
  'platform',
  'command',
  'state',
  'outcome',
  'workspace',
  'channel',
  'thread',
  'visibility',
  'caller_id',
  'received_at',
  'answer_by',
  'changed_at',
  'attempts',
  'opened',
  'about',
] as const satisfies readonly (keyof CallsTable)[];

export function createCallRecords(db: Kysely<StoreTables>): CallRecords {
  const records = (content: boolean) =>
    db
      .selectFrom('calls')
      .select(life)
      .$if(content, (select) => select.select(['options', 'reply']));

  return {
    async list({ state, platform, since, limit, content }) {
      const rows = await records(content)
        .$if(state !== undefined, (all) => all.where('state', '=', state ?? 'queued'))
        .$if(platform !== undefined, (all) => all.where('platform', '=', platform ?? ''))
        .$if(since !== undefined, (all) => all.where('received_at', '>=', since ?? ''))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map(recordOf);
    },
    async get(id, content) {
      const row = await records(content).where('id', '=', id).executeTakeFirst();
      return row && recordOf(row);
    },
    async statements(id) {
      const rows = await db
        .selectFrom('audit')
        .select(['at', 'source', 'verdict', 'rows', 'ms'])
        .where('call_id', '=', id)
        .orderBy('number')
        .execute();
      return rows.map(({ rows: count, ms, ...statement }) => ({
        ...statement,
        ...(count !== null && { rows: count }),
        ...(ms !== null && { ms }),
      }));
    },
    async files(id) {
      const { count } = await db
        .selectFrom('call_blobs')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('call_id', '=', id)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

type Row = Pick<CallsTable, (typeof life)[number]> & Partial<Pick<CallsTable, 'options' | 'reply'>>;

const recordOf = (row: Row): CallRecord => ({
  id: row.id,
  platform: row.platform,
  command: row.command,
  state: row.state,
  ...(row.outcome !== null && { outcome: row.outcome }),
  conversation: conversationOf(row),
  visibility: row.visibility,
  callerId: row.caller_id,
  receivedAt: row.received_at,
  answerBy: row.answer_by,
  changedAt: row.changed_at,
  attempts: row.attempts,
  ...(row.opened !== null && { opened: row.opened }),
  ...(row.about !== null && { about: row.about }),
  ...(row.options !== undefined && {
    content: {
      // A platform's address of a file lets whoever has it read the file.
      options: JSON.parse(withoutAddresses(row.options)),
      ...(row.reply && { reply: JSON.parse(row.reply) }),
    },
  }),
});
