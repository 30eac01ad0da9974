import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('calls')
    .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('command', 'text', (column) => column.notNull())
    .addColumn('options', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('thread', 'text')
    .addColumn('caller_id', 'text', (column) => column.notNull())
    .addColumn('caller_name', 'text', (column) => column.notNull())
    .addColumn('caller_locale', 'text', (column) => column.notNull())
    .addColumn('caller_roles', 'text', (column) => column.notNull())
    .addColumn('reply_to', 'text')
    .addColumn('dedupe_key', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('answer_by', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('reply', 'text')
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('opened', 'text')
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('calls_said_once', ['platform', 'dedupe_key'])
    .execute();
  await db.schema.createIndex('calls_by_state').on('calls').columns(['state', 'id']).execute();
  await db.schema
    .createIndex('calls_by_conversation')
    .on('calls')
    .columns(['workspace', 'channel', 'thread', 'id'])
    .execute();
  await db.schema
    .createIndex('calls_by_channel')
    .on('calls')
    .columns(['workspace', 'channel', 'id'])
    .execute();
  await db.schema
    .createIndex('calls_by_opened')
    .on('calls')
    .columns(['workspace', 'channel', 'opened'])
    .execute();
  await db.schema.createIndex('calls_by_age').on('calls').column('changed_at').execute();

  await db.schema
    .createTable('turns')
    .addColumn('call_id', 'varchar(36)', (column) =>
      column.primaryKey().references('calls.id').onDelete('cascade'),
    )
    .addColumn('command', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('source', 'text')
    .addColumn('sql', 'text')
    .addColumn('memo', 'text')
    .addColumn('result', 'varchar(64)')
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('feedback')
    .addColumn('call_id', 'varchar(36)', (column) =>
      column.notNull().references('calls.id').onDelete('cascade'),
    )
    .addColumn('caller_id', 'text', (column) => column.notNull())
    .addColumn('vote', 'text', (column) => column.notNull())
    .addColumn('comment', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_once', ['call_id', 'caller_id'])
    .execute();

  await db.schema
    .createTable('call_blobs')
    .addColumn('call_id', 'varchar(36)', (column) =>
      column.notNull().references('calls.id').onDelete('cascade'),
    )
    .addColumn('sha256', 'varchar(64)', (column) => column.notNull())
    .addPrimaryKeyConstraint('call_blobs_once', ['call_id', 'sha256'])
    .execute();
  await db.schema.createIndex('call_blobs_by_sha256').on('call_blobs').column('sha256').execute();
}
