import type { Kysely } from 'kysely';

/** What a model saw in which picture, and a vote for each of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('turns').addColumn('looked', 'text').execute();
  // A key cannot be widened in place everywhere.
  const old = db.withTables<{ feedback: Votes; feedback_of_pictures: Votes & { picture: number } }>();
  await db.schema
    .createTable('feedback_of_pictures')
    .addColumn('call_id', 'varchar(36)', (column) =>
      column.notNull().references('calls.id').onDelete('cascade'),
    )
    .addColumn('caller_id', 'text', (column) => column.notNull())
    .addColumn('picture', 'integer', (column) => column.notNull())
    .addColumn('vote', 'text', (column) => column.notNull())
    .addColumn('comment', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_once_a_picture', ['call_id', 'caller_id', 'picture'])
    .execute();
  const columns = ['call_id', 'caller_id', 'vote', 'comment', 'at'] as const;
  await old
    .insertInto('feedback_of_pictures')
    .columns([...columns, 'picture'])
    .expression(
      old
        .selectFrom('feedback')
        .select(columns)
        .select(({ lit }) => lit(0).as('picture')),
    )
    .execute();
  await db.schema.dropTable('feedback').execute();
  await db.schema.alterTable('feedback_of_pictures').renameTo('feedback').execute();
}

interface Votes {
  readonly call_id: string;
  readonly caller_id: string;
  readonly vote: string;
  readonly comment: string | null;
  readonly at: string;
}
