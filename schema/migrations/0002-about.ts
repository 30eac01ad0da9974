import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('calls').addColumn('about', 'varchar(36)').execute();
  await db.schema.createIndex('calls_by_about').on('calls').column('about').execute();
}
