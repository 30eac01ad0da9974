import { type Kysely, sql } from 'kysely';
import { onPostgres } from './on-postgres.ts';

/** What several processes over one store have to know of each other's calls. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('calls').addColumn('lane', 'varchar(8)').execute();
  await db.schema.alterTable('calls').addColumn('turn', 'integer').execute();
  await db.schema
    .alterTable('calls')
    .addColumn('told', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  // Counted with each call that comes in, however many have ended.
  await db.schema
    .createIndex('calls_open')
    .on('calls')
    .columns(['lane', 'turn'])
    .where(sql.ref('state'), 'in', [sql.lit('queued'), sql.lit('running')])
    .execute();
  await db.schema
    .createTable('settings')
    .addColumn('name', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  if (!onPostgres(db)) return;

  await db.schema
    .createTable('blobs')
    .addColumn('sha256', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('bytes', 'bytea', (column) => column.notNull())
    .addColumn('put_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('blobs_by_age').on('blobs').column('put_at').execute();
  await db.schema
    .createTable('workers')
    .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
    .addColumn('lanes', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'timestamptz', (column) => column.notNull())
    .execute();
}
