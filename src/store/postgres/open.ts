import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  replaceWithNoncontingentExpression,
  sql,
} from 'kysely';
import type { StoreTables } from '../../../schema/store.ts';
import type { Ground } from '../ground.ts';
import { createGroupCommit } from '../group-commit.ts';
import { migrate, requireMigrated } from '../migrate.ts';
import { createBlobTable } from './blob-table.ts';
import { openBulletin } from './bulletin.ts';
import { openPool } from './pool.ts';

export interface PostgresGroundOptions {
  /** postgres://user:password@host/database */
  readonly url: string;
  readonly access: 'write' | 'read' | 'beside';
  readonly now: () => Date;
}

/** Any number that nobody else here locks. */
const retentionLock = 7_262_947;

/** Milliseconds: each transaction is some round trips, however many write in it. */
const gatherMs = 15;

/** Of one process. */
const connections = 10;

/** A database that many processes share. */
export async function openPostgres({ url, access, now }: PostgresGroundOptions): Promise<Ground> {
  const pool = openPool(url, connections);
  const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });
  const db = new Kysely<StoreTables>({ dialect: new PostgresDialect({ pool }), plugins: [emptyLists] });
  try {
    await (access === 'write' ? migrate(db, pool.place) : requireMigrated(db, pool.place));
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const bulletin = openBulletin(db, { connectionString: url });
  return {
    db,
    write: createGroupCommit(db, gatherMs),
    writeAlone: (work) => createGroupCommit(db)(work),
    writeOne: (statement) => statement({ tx: db }),
    blobs: createBlobTable(db, now),
    bulletin,
    shared: true,
    requireInPlace() {},
    // What is deleted leaves the server's files with its own vacuum.
    async scrub() {},
    async tryToWrite() {
      await sql`select pg_current_xact_id()`.execute(db);
    },
    alone: (work) =>
      db.connection().execute(async (connection) => {
        const { rows } = await sql<{
          mine: boolean;
        }>`select pg_try_advisory_lock(${retentionLock}) as mine`.execute(connection);
        if (!rows[0]?.mine) return undefined;
        return work().finally(() => sql`select pg_advisory_unlock(${retentionLock})`.execute(connection));
      }),
    async isWorkedOn() {
      const alive = db
        .selectFrom('workers')
        .select('id')
        .where('seen_at', '>', sql<Date>`now() - interval '10 seconds'`);
      return (await alive.executeTakeFirst()) !== undefined;
    },
    async close() {
      await bulletin.close();
      await db.destroy();
    },
  };
}
