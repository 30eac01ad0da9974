import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('turns').addColumn('file', 'varchar(64)').execute();
  await db.schema.alterTable('turns').addColumn('file_name', 'text').execute();
}
