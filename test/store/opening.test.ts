import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { aCall } from '../support/a-call.ts';
import { anInstallation } from '../support/an-installation.ts';
import { tempFolder } from '../support/temp-folder.ts';

async function opened(options: Parameters<typeof openStore>[0]): Promise<Store> {
  const store = await openStore(options);
  onTestFinished(() => store.close());
  return store;
}

/** A folder with a closed store of 200 calls. */
async function folderWithStore(): Promise<{ dir: string; file: string }> {
  const dir = await tempFolder();
  const store = await openStore({ dir });
  for (let each = 0; each < 200; each += 1) await store.calls.insert(aCall());
  await store.close();
  return { dir, file: join(dir, 'store.sqlite') };
}

test('a store is there again after it was closed', async () => {
  const { dir } = await folderWithStore();
  expect(await (await opened({ dir })).calls.unfinished()).toHaveLength(200);
});

test('the data folder is made; another place for the store is taken', async () => {
  const dir = join(await tempFolder(), 'new', 'folder');
  const url = `sqlite:${join(dir, 'elsewhere', 'calls.sqlite')}`;
  const store = await opened({ dir, url });
  await store.calls.insert(aCall());
  expect(await readFile(join(dir, 'elsewhere', 'calls.sqlite'))).toBeTruthy();
});

test('a second Magpie on the same store is refused until the first has closed', async () => {
  const dir = await tempFolder();
  const first = await openStore({ dir });
  await expect(openStore({ dir })).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  await first.calls.insert(aCall());
  await first.close();
  expect(await (await opened({ dir })).calls.unfinished()).toHaveLength(1);
});

test('a reader works beside a Magpie that runs, and cannot write', async () => {
  const dir = await tempFolder();
  const writer = await opened({ dir });
  await writer.calls.insert(aCall());
  const reader = await opened({ dir, access: 'read' });
  expect(await reader.calls.unfinished()).toHaveLength(1);
  await writer.calls.insert(aCall());
  expect(await reader.calls.unfinished()).toHaveLength(2);
  await expect(reader.calls.insert(aCall())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});

test('a reader finds no store: it says so and makes none', async () => {
  const dir = await tempFolder();
  await expect(openStore({ dir, access: 'read' })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await writeFile(join(dir, 'store.sqlite'), '');
  await expect(openStore({ dir, access: 'read' })).rejects.toMatchObject({ code: 'STORE_VERSION' });
});

test.each([
  ['other bytes', (file: string) => writeFile(file, 'these are no calls\n'.repeat(500))],
  ['a cut file', (file: string) => truncate(file, 20_000)],
  ['a page of noise', (file: string) => overwrite(file, 8192, 'noise '.repeat(600))],
])('a damaged store is refused and kept as it is: %s', async (_, damage) => {
  const { dir, file } = await folderWithStore();
  await damage(file);
  const before = await readFile(file);
  await expect(openStore({ dir })).rejects.toMatchObject({ code: 'STORE_DAMAGED', data: { file } });
  expect((await readFile(file)).equals(before)).toBe(true);
  await expect(openStore({ dir })).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
});

/** What each step since the first added, the newest first, and how it is taken away again. */
const steps: readonly (readonly [string, string])[] = [
  [
    '0011-wishes',
    `drop table wishes;
     insert into feedback (call_id, caller_id, picture, vote, comment, at)
       select id, 'ada', 0, 'down', 'no owls', '2026-03-01' from calls order by id limit 1`,
  ],
  [
    '0010-processes',
    `drop index calls_open; drop table settings;
     alter table calls drop column lane; alter table calls drop column turn; alter table calls drop column told`,
  ],
  ['0009-taught', 'drop table taught'],
  [
    '0008-looked',
    `alter table turns drop column looked; drop table feedback;
     create table feedback (call_id varchar(36) not null references calls (id) on delete cascade, caller_id text not null,
       vote text not null, comment text, at text not null, constraint feedback_once primary key (call_id, caller_id));
     insert into feedback select id, 'ada', 'down', 'no owls', '2026-03-01' from calls order by id limit 1`,
  ],
  ['0007-turn-file', 'alter table turns drop column file; alter table turns drop column file_name'],
  ['0006-hidden', 'alter table turns drop column hidden'],
  ['0005-spending', 'drop table spending'],
  ['0004-audit', 'drop table audit'],
  ['0003-slack', 'drop index calls_by_caller; drop table slack_installations'],
  ['0002-about', 'drop index calls_by_about; alter table calls drop column about'],
];

test.each(steps)('a store from before %s is brought up to date and keeps its calls', async (step) => {
  const { dir, file } = await folderWithStore();
  const database = new DatabaseSync(file);
  for (const [name, undo] of steps.filter(([name]) => name >= step)) {
    database.exec(`delete from kysely_migration where name = '${name}'; ${undo}`);
  }
  database.close();
  const store = await opened({ dir });
  expect(await store.calls.unfinished()).toHaveLength(200);
  expect(await store.calls.insert(aCall({ options: { call: 'another' } }))).toBe(true);
  await store.installations.save(anInstallation());
  expect(await store.installations.all()).toEqual([anInstallation()]);
  const kept = {
    callId: expect.any(String),
    callerId: 'ada',
    vote: 'down',
    comment: 'no owls',
    at: '2026-03-01',
  };
  expect(await store.feedback.all()).toEqual([kept]);
});

test('nobody else on this machine may read a new store, nor the log beside it', async () => {
  const dir = await tempFolder();
  const store = await opened({ dir });
  await store.installations.save(anInstallation());
  await store.calls.insert(aCall());
  for (const name of ['store.sqlite', 'store.sqlite-wal']) {
    expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
  }
});

test('a store that a newer Magpie has changed is refused and kept as it is', async () => {
  const { dir, file } = await folderWithStore();
  const database = new DatabaseSync(file);
  database.exec(`insert into kysely_migration values ('9999-future', '2030-01-01')`);
  database.close();
  const before = await readFile(file);
  for (const access of ['write', 'read'] as const) {
    await expect(openStore({ dir, access })).rejects.toMatchObject({ code: 'STORE_VERSION' });
  }
  expect((await readFile(file)).equals(before)).toBe(true);
});

test('a database of something else is refused and kept as it is', async () => {
  const dir = await tempFolder();
  const file = join(dir, 'birds.sqlite');
  const database = new DatabaseSync(file);
  database.exec('create table birds (name text)');
  database.close();
  await expect(openStore({ dir, url: `sqlite:${file}` })).rejects.toMatchObject({ code: 'STORE_FOREIGN' });
  const after = new DatabaseSync(file);
  onTestFinished(() => after.close());
  expect(after.prepare('select name from sqlite_master').all()).toEqual([{ name: 'birds' }]);
});

test('a data folder that cannot be made is said', async () => {
  const file = join(await tempFolder(), 'file');
  await writeFile(file, '');
  await expect(openStore({ dir: join(file, 'data') })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});

async function overwrite(file: string, at: number, text: string): Promise<void> {
  await using handle = await open(file, 'r+');
  await handle.write(text, at);
}
