import type { Kysely } from 'kysely';

/** What an operator wants of a call, handed to whichever process works on it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('wishes')
    .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
    .addColumn('call_id', 'varchar(36)', (column) =>
      column.notNull().references('calls.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text')
    .addColumn('why', 'text')
    .addColumn('new_call_id', 'varchar(36)')
    .addColumn('answered_at', 'text')
    .execute();
  await db.schema.createIndex('wishes_by_call').on('wishes').column('call_id').execute();
}
