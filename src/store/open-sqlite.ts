import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HandleEmptyInListsPlugin, Kysely, replaceWithNoncontingentExpression, sql } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import { noBulletin } from '../core/bulletin.ts';
import { MagpieError } from '../core/errors.ts';
import { openBlobFolder } from './blob-folder.ts';
import type { Ground } from './ground.ts';
import { createGroupCommit } from './group-commit.ts';
import { isLocked, lockStore } from './lock.ts';
import { migrate, requireMigrated } from './migrate.ts';
import { createScrub } from './scrub.ts';
import { openSqlite as openFile } from './sqlite.ts';

export interface SqliteGroundOptions {
  readonly dir: string;
  readonly file: string;
  readonly access: 'write' | 'read' | 'beside';
  readonly now: () => Date;
}

/** A file of this process alone, and a folder of blobs beside it. */
export async function openSqlite({ dir, file, access, now }: SqliteGroundOptions): Promise<Ground> {
  if (access === 'write') await makePlace(file);
  const lock = access === 'write' ? lockStore(file) : undefined;
  try {
    const sqlite = openFile(file, access);
    // `in ()` is no SQL beyond SQLite.
    const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });
    const db = new Kysely<StoreTables>({ dialect: sqlite.dialect, plugins: [emptyLists] });
    try {
      await (access === 'write' ? migrate(db, file) : requireMigrated(db, file));
    } catch (error) {
      sqlite.close();
      throw error;
    }
    const write = createGroupCommit(db);
    return {
      db,
      write,
      writeAlone: write,
      writeOne: write,
      blobs: openBlobFolder(join(dir, 'blobs'), now),
      bulletin: noBulletin,
      shared: false,
      requireInPlace: sqlite.requireInPlace,
      scrub: createScrub(sqlite),
      async tryToWrite() {
        sqlite.requireInPlace();
        // A commit of its own: it reaches the disk like that of a call.
        await sql`pragma user_version = 0`.execute(db);
      },
      alone: (work) => work(),
      isWorkedOn: async () => isLocked(file),
      async close() {
        await db.destroy();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** A new file is for nobody else on this machine, and so is SQLite's log beside it: it holds what people asked, and tokens. */
async function makePlace(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await (await open(file, 'a', 0o600)).close();
  } catch (cause) {
    throw new MagpieError('STORE_UNAVAILABLE', { file, why: String(cause) }, { cause });
  }
}
