import type { Kysely } from 'kysely';
import { onPostgres } from './on-postgres.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit')
    // SQLite numbers the rows of such a column by itself.
    .addColumn('number', onPostgres(db) ? 'bigserial' : 'integer', (column) => column.primaryKey())
    .addColumn('call_id', 'varchar(36)', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('thread', 'text')
    .addColumn('caller_id', 'text', (column) => column.notNull())
    .addColumn('caller_name', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('sql', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('why', 'text')
    .addColumn('rows', 'integer')
    .addColumn('ms', 'integer')
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('audit_by_call').on('audit').column('call_id').execute();
  await db.schema.createIndex('audit_by_age').on('audit').column('at').execute();
}
