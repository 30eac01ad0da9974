import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { StoreTables } from '../../schema/store.ts';
import { createCallStore } from '../../src/store/calls.ts';
import { createGroupCommit } from '../../src/store/group-commit.ts';
import { openStore } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { birdSource } from '../support/bird-source.ts';
import { busyChild } from '../support/busy-children.ts';
import { eventually } from '../support/eventually.ts';
import { endlessSql, knowing, openPlayground } from '../support/playground.ts';
import { program } from '../support/program.ts';
import { tempFolder } from '../support/temp-folder.ts';

const counting = 'SELECT count(*) AS birds FROM birds';
const writer = knowing({
  'Count for ever': { sql: endlessSql, understood: 'everything' },
  'How many birds?': { sql: counting, understood: 'all birds' },
});

test('R15 a question whose process dies, again and again, is answered with a reason; its neighbours are answered', async () => {
  const { url, queue } = await birdPlayground({ writer });
  const api = program(url);
  for (let time = 0; time < 3; time += 1) {
    const poison = await api.ask('Count for ever');
    const neighbour = await api.ask('How many birds?');
    process.kill(await eventually(busyChild), 'SIGKILL');
    expect(await api.answerTo(poison.id)).toMatchObject({ state: 'failed', reply: { tone: 'problem' } });
    expect((await api.answerTo(neighbour.id)).state).toBe('done');
  }
  expect(queue.depth().ask).toEqual({ waiting: 0, running: 0 });
});

/** A playground over a store file that the test can hold, or make too small. */
async function overAFile() {
  const dir = await tempFolder();
  const file = join(dir, 'store.sqlite');
  const store = await openStore({ dir });
  onTestFinished(() => store.close());
  const db = new Kysely<StoreTables>({ dialect: openSqlite(file, 'write').dialect });
  onTestFinished(() => db.destroy());
  const write = createGroupCommit(db);
  const calls = createCallStore(db, { write, writeAlone: write, writeOne: write, now: () => new Date() });
  const { data } = await birdSource();
  const { url, close } = await openPlayground({ store: { ...store, calls }, data, writer, perPerson: 100 });
  onTestFinished(close);
  return {
    api: program(url),
    file,
    limitPages: (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(db),
  };
}

test('R16 while somebody else writes to the store, people are told within three seconds, and nobody else stands still', async () => {
  const { api, file } = await overAFile();
  await api.answerTo((await api.ask('How many birds?')).id);
  const other = new DatabaseSync(file);
  onTestFinished(() => other.close());
  other.exec('begin immediate');
  const began = performance.now();
  await expect(api.ask('How many birds?')).rejects.toThrow('STORE_UNAVAILABLE');
  expect(performance.now() - began).toBeLessThan(3000);

  const patient = api.ask('How many birds?');
  setTimeout(() => other.exec('rollback'), 300);
  expect((await api.answerTo((await patient).id)).state).toBe('done');
});

test('R16 on a full disk people are told; what was taken is answered once there is room', async () => {
  const { api, limitPages } = await overAFile();
  await limitPages(40);
  const long = `How many birds?${' please'.repeat(130)}`;
  const taken: string[] = [];
  const fill = async () => {
    for (let n = 0; n < 100; n += 1) taken.push((await api.ask(`${long}${n}`)).id);
  };
  await expect(fill()).rejects.toThrow('STORE_UNAVAILABLE');
  await limitPages(100_000);
  for (const id of taken) expect((await api.answerTo(id)).reply).toBeDefined();
  expect((await api.answerTo((await api.ask('How many birds?')).id)).state).toBe('done');
});
