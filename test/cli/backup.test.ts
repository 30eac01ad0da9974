import { access, chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkBackup } from '../../src/store/backup/check.ts';
import { openStore } from '../../src/store/open.ts';
import { aCall, aReply } from '../support/a-call.ts';
import { eventually } from '../support/eventually.ts';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { magpie, magpieProcess } from '../support/magpie-process.ts';
import { realHome } from '../support/real-magpie.ts';
import { tempFolder } from '../support/temp-folder.ts';

const draft = says({ kind: 'draft', sql: 'SELECT 1 AS one', understood: 'as told' });

/** A data folder with calls that have files; nobody works on it. */
async function keptFiles(count: number) {
  const data = join(await tempFolder(), 'data');
  const store = await openStore({ dir: data });
  const names = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const call = aCall();
      await store.calls.insert(call);
      const sha256 = await store.blobs.put(Buffer.from(`file ${n}`));
      const file = { kind: 'file', name: 'a.csv', mediaType: 'text/csv', size: 6, sha256 } as const;
      await store.calls.finish(call.id, { outcome: 'done', reply: aReply({ blocks: [file] }) });
      return sha256;
    }),
  );
  await store.close();
  return { data, names };
}

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

test('a backup under load is whole, holds every call that was acknowledged before it, and is for its owner alone', async () => {
  const home = await realHome(await fakeMessagesApi(...Array.from({ length: 500 }, () => draft)));
  const bot = await home.start();
  await bot.ready;
  const before = await Promise.all([1, 2, 3].map((n) => bot.api.ask(`before ${n}`)));
  let on = true;
  let during = 0;
  const load = (async () => {
    while (on) {
      await bot.api.ask(`during ${during}`);
      during += 1;
    }
  })();
  const data = dirname(home.store);
  const to = join(await tempFolder(), 'backups', 'monday');
  await eventually(() => during > 5);
  const made = await magpie(data, 'store', 'backup', to, '--json');
  on = false;
  await load;

  expect(made).toMatchObject({ code: 0, err: '' });
  const { calls } = JSON.parse(made.out);
  expect(calls).toBeGreaterThanOrEqual(before.length + 5);
  expect(during).toBeGreaterThan(6);
  expect((await checkBackup(to)).calls).toBe(calls);
  expect(await readdir(dirname(to))).toEqual(['monday']);
  expect(await modeOf(to)).toBe(0o700);
  for (const file of ['store.sqlite', 'cookie-secret', 'backup.json'])
    expect(await modeOf(join(to, file))).toBe(0o600);
  const secret = await readFile(join(data, 'cookie-secret'), 'utf8');
  expect(await readFile(join(to, 'cookie-secret'), 'utf8')).toBe(secret);

  const copy = await openStore({ dir: to, access: 'read' });
  onTestFinished(() => copy.close());
  for (const { id } of before) expect(await copy.calls.get(id)).toBeDefined();
});

test('files come along, and what was gone before is told', async () => {
  const { data, names } = await keptFiles(3);
  const [first = '', second = '', third = ''] = names;
  const pathIn = (folder: string, name: string) => join(folder, 'blobs', name.slice(0, 2), name);
  await rm(pathIn(data, second));
  await chmod(pathIn(data, third), 0o600);
  await writeFile(pathIn(data, third), 'damaged');
  const to = join(await tempFolder(), 'backup');
  const made = await magpie(data, 'store', 'backup', to, '--json');
  expect(made.code).toBe(0);
  expect(made.err).toContain('2 files');
  expect(JSON.parse(made.out)).toMatchObject({ blobs: 1, missing: [second, third].toSorted() });
  expect(await modeOf(pathIn(to, first))).toBe(0o600);
  expect((await stat(pathIn(to, first))).mtimeMs).toBeCloseTo((await stat(pathIn(data, first))).mtimeMs, -1);

  await writeFile(pathIn(to, first), 'file X');
  await expect(checkBackup(to)).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
});

test('what is there already is left as it is; without a store there is no backup', async () => {
  const { data } = await keptFiles(1);
  const to = join(await tempFolder(), 'backup');
  await writeFile(to, 'mine');
  const refused = await magpie(data, 'store', 'backup', to);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain('BACKUP_FAILED');
  expect(await readFile(to, 'utf8')).toBe('mine');

  const nothing = join(await tempFolder(), 'data');
  const none = await magpie(nothing, 'store', 'backup', `${to}-2`, '--json');
  expect(none.code).toBe(1);
  expect(JSON.parse(none.out).refused).toContain('STORE_UNAVAILABLE');
  expect(await readdir(dirname(to))).toEqual(['backup']);
  await expect(access(nothing)).rejects.toThrow();
  expect(await magpie(data, 'store', 'backup')).toMatchObject({ code: 2 });
});

test('killed in the middle, it leaves nothing under the name, and the next one is made', async () => {
  const { data } = await keptFiles(400);
  const folder = await tempFolder();
  const to = join(folder, 'backup');
  const killed = await magpieProcess(data, 'store', 'backup', to);
  await eventually(async () => {
    const [begun = ''] = await readdir(folder);
    return (await readdir(join(folder, begun, 'blobs')).catch(() => [])).length > 10;
  });
  killed.kill();
  expect((await killed.finished).code).toBeNull();
  await expect(access(to)).rejects.toThrow();
  expect(await magpie(data, 'store', 'backup', to)).toMatchObject({ code: 0 });
});
