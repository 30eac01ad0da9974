import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('slack_installations')
    .addColumn('team', 'varchar(32)', (column) => column.primaryKey())
    .addColumn('team_name', 'text', (column) => column.notNull())
    .addColumn('enterprise', 'text')
    .addColumn('bot_token', 'text', (column) => column.notNull())
    .addColumn('bot_user', 'text', (column) => column.notNull())
    .addColumn('bot', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('installed_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('calls_by_caller')
    .on('calls')
    .columns(['workspace', 'caller_id', 'id'])
    .execute();
}
