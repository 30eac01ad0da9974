import type { Kysely, Selectable } from 'kysely';
import type { AuditTable, StoreTables } from '../../schema/store.ts';
import type { AuditEntry, AuditLog } from '../core/audit.ts';

export const createAuditLog = (db: Kysely<StoreTables>): AuditLog => ({
  async begin(entry) {
    const { number } = await db
      .insertInto('audit')
      .values(toRow(entry))
      .returning('number')
      .executeTakeFirstOrThrow();
    return number;
  },
  async end(number, { verdict, why, rows, ms }) {
    await db
      .updateTable('audit')
      .set({ verdict, why: why ?? null, rows: rows ?? null, ms: ms ?? null })
      .where('number', '=', number)
      .execute();
  },
  async entries(since, limit) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('at', '>=', since)
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
    return rows.reverse().map(toEntry);
  },
});

const toRow = (entry: AuditEntry) => ({
  call_id: entry.callId,
  platform: entry.platform,
  workspace: entry.workspace,
  channel: entry.channel,
  thread: entry.thread ?? null,
  caller_id: entry.callerId,
  caller_name: entry.callerName,
  source: entry.source,
  question: entry.question,
  sql: entry.sql,
  verdict: entry.verdict,
  why: entry.why ?? null,
  rows: entry.rows ?? null,
  ms: entry.ms ?? null,
  at: entry.at,
});

const toEntry = (row: Selectable<AuditTable>): AuditEntry => ({
  callId: row.call_id,
  platform: row.platform,
  workspace: row.workspace,
  channel: row.channel,
  ...(row.thread !== null && { thread: row.thread }),
  callerId: row.caller_id,
  callerName: row.caller_name,
  source: row.source,
  question: row.question,
  sql: row.sql,
  verdict: row.verdict,
  ...(row.why !== null && { why: row.why }),
  ...(row.rows !== null && { rows: row.rows }),
  ...(row.ms !== null && { ms: row.ms }),
  at: row.at,
});
