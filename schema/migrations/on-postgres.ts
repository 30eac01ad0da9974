import { type Kysely, PostgresAdapter } from 'kysely';

/** Whether these tables are a server's; else they are a file of SQLite's. */
export const onPostgres = <Tables>(db: Kysely<Tables>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;
