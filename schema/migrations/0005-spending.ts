import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('spending')
    .addColumn('day', 'varchar(10)', (column) => column.notNull())
    .addColumn('platform', 'varchar(32)', (column) => column.notNull())
    .addColumn('workspace', 'varchar(255)', (column) => column.notNull())
    .addColumn('channel', 'varchar(255)', (column) => column.notNull())
    .addColumn('caller_id', 'varchar(255)', (column) => column.notNull())
    .addColumn('tokens', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('spending_once', ['day', 'platform', 'workspace', 'channel', 'caller_id'])
    .execute();
}
