import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { StoreTables } from '../../schema/store.ts';
import { createCallStore } from '../../src/store/calls.ts';
import { createGroupCommit } from '../../src/store/group-commit.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { aCall, aReply, aTurn } from '../support/a-call.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Calls in a file that may not grow beyond so many pages, as on a disk that is full. */
async function callsOnSmallDisk() {
  const file = join(await tempFolder(), 'store.sqlite');
  const db = new Kysely<StoreTables>({ dialect: openSqlite(file, 'write').dialect });
  onTestFinished(() => db.destroy());
  await migrate(db, file);
  const limitPages = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(db);
  await limitPages(60);
  const write = createGroupCommit(db);
  return {
    calls: createCallStore(db, { write, writeAlone: write, writeOne: write, now: () => new Date() }),
    limitPages,
  };
}

test('R16 a full disk refuses new calls, keeps the old ones, and takes calls again when there is room', async () => {
  const { calls, limitPages } = await callsOnSmallDisk();
  const long = () => aCall({ options: { question: 'why? '.repeat(4000) } });
  const kept: string[] = [];
  const fill = async () => {
    for (;;) {
      const call = long();
      await calls.insert(call);
      kept.push(call.id);
    }
  };
  await expect(fill()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await expect(calls.insert(long())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect((await calls.unfinished()).map(({ call }) => call.id)).toEqual(kept);

  await limitPages(10_000);
  expect(await calls.insert(long())).toBe(true);
});

test('an answer that does not fit leaves its call running, without half of it', async () => {
  const { calls, limitPages } = await callsOnSmallDisk();
  const call = aCall();
  await calls.insert(call);
  await calls.begin(call.id);
  const end = {
    outcome: 'done',
    reply: aReply(),
    turn: aTurn(call, { summary: 'long '.repeat(100_000) }),
  } as const;
  await expect(calls.finish(call.id, end)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(await calls.get(call.id)).toMatchObject({ state: 'running', attempts: 1 });
  expect((await calls.get(call.id))?.reply).toBeUndefined();

  await limitPages(10_000);
  expect(await calls.finish(call.id, end)).toBe(true);
});

test('R16 a file that somebody else holds is said, not waited for without end', async () => {
  const dir = await tempFolder();
  const store = await openStore({ dir });
  onTestFinished(() => store.close());
  const other = new DatabaseSync(join(dir, 'store.sqlite'));
  onTestFinished(() => other.close());
  other.exec('begin immediate');
  await expect(store.calls.insert(aCall())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  other.exec('rollback');
  expect(await store.calls.insert(aCall())).toBe(true);
});

test('a store that was moved away while it is open takes no calls: they would be gone after a crash', async () => {
  const dir = await tempFolder();
  const store = await openStore({ dir });
  onTestFinished(() => store.close());
  await rename(join(dir, 'store.sqlite'), join(dir, 'elsewhere.sqlite'));
  await expect(store.calls.insert(aCall())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await expect(store.tryToWrite()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await rename(join(dir, 'elsewhere.sqlite'), join(dir, 'store.sqlite'));
  expect(await store.calls.insert(aCall())).toBe(true);
});

test('bytes that cannot be written are said, and leave nothing half written', async () => {
  const dir = await tempFolder();
  const store = await openStore({ dir });
  onTestFinished(() => store.close());
  await writeFile(join(dir, 'blobs'), 'a file where the folder should be');
  const bytes = new TextEncoder().encode('a picture');
  await expect(store.blobs.put(bytes)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await rm(join(dir, 'blobs'));
  await mkdir(join(dir, 'blobs'));
  expect(await store.blobs.get(await store.blobs.put(bytes))).toHaveLength(9);
});
