import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { aCall, aReply } from '../support/a-call.ts';
import { eventually } from '../support/eventually.ts';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { magpie } from '../support/magpie-process.ts';
import { realHome } from '../support/real-magpie.ts';
import { tempFolder } from '../support/temp-folder.ts';

const draft = says({ kind: 'draft', sql: 'SELECT 1 AS one', understood: 'as told' });
const never = { ...draft, afterMs: 600_000 };

/** A bot that has answered one call and works on another, its backup, and a home of its own for whoever restores that. */
async function backedUp() {
  const home = await realHome(await fakeMessagesApi(draft, never));
  const bot = await home.start();
  await bot.ready;
  const answered = await bot.api.ask('the first');
  await bot.api.answerTo(answered.id);
  const open = await bot.api.ask('the second');
  await eventually(async () => (await bot.api.look(open.id)).state === 'running');
  const backup = join(await tempFolder(), 'backup');
  expect(await magpie(dirname(home.store), 'store', 'backup', backup)).toMatchObject({ code: 0 });
  await bot.kill();
  const model = await fakeMessagesApi(draft, draft);
  const next = await realHome(model);
  return { backup, answered, open, next, data: dirname(next.store), model };
}

test('a restored bot knows what was answered, has ended what was under way, and answers', async () => {
  const { backup, answered, open, next, data, model } = await backedUp();
  const restored = await magpie(data, 'store', 'restore', backup, '--json');
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(restored.out)).toMatchObject({ calls: 2, expired: 1 });
  const bot = await next.start();
  await bot.ready;
  expect((await bot.api.look(answered.id)).reply?.summary).toContain('as told');
  const ended = await bot.api.look(open.id);
  expect(ended.state).toBe('expired');
  expect(ended.reply?.summary).toContain('set back to a backup');
  const { id } = await bot.api.ask('the third');
  expect((await bot.api.answerTo(id)).state).toBe('done');
  expect(model.requests).toHaveLength(1);
  expect((await readdir(data)).filter((name) => /restoring|before/.test(name))).toEqual([]);
});

test('with --resume what was under way is taken up', async () => {
  const { backup, open, next, data } = await backedUp();
  expect(await magpie(data, 'store', 'restore', backup, '--resume')).toMatchObject({ code: 0 });
  const bot = await next.start();
  await bot.ready;
  expect((await bot.api.answerTo(open.id)).state).toBe('done');
});

test('beside a bot that runs nothing is restored; a store that is there is kept with --force', async () => {
  const { backup, next, data } = await backedUp();
  const bot = await next.start();
  await bot.ready;
  const { id } = await bot.api.ask('of the other store');
  await bot.api.answerTo(id);
  const locked = await magpie(data, 'store', 'restore', backup, '--force');
  expect(locked.code).toBe(1);
  expect(locked.err).toContain('STORE_LOCKED');
  await bot.kill();
  const refused = await magpie(data, 'store', 'restore', backup, '--json');
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out).refused).toMatch(/--force.+STORE_NOT_EMPTY/);

  const secret = await readFile(join(data, 'cookie-secret'), 'utf8');
  const forced = await magpie(data, 'store', 'restore', backup, '--force', '--json');
  expect(forced.code).toBe(0);
  const { kept } = JSON.parse(forced.out);
  const url = `sqlite:${kept}`;
  const before = await openStore({ dir: data, url, access: 'read' });
  onTestFinished(() => before.close());
  expect((await before.calls.get(id))?.state).toBe('done');
  const now = await openStore({ dir: data, access: 'read' });
  onTestFinished(() => now.close());
  expect(await now.calls.get(id)).toBeUndefined();
  const keptSecret = (await readdir(data)).find((name) => name.startsWith('cookie-secret.before'));
  expect(await readFile(join(data, keptSecret ?? ''), 'utf8')).toBe(secret);
  const ofBackup = await readFile(join(backup, 'cookie-secret'), 'utf8');
  expect(await readFile(join(data, 'cookie-secret'), 'utf8')).toBe(ofBackup);
});

test('a damaged store is no obstacle; a damaged backup is refused, and the store stays', async () => {
  const data = join(await tempFolder(), 'data');
  const store = await openStore({ dir: data });
  const call = aCall();
  await store.calls.insert(call);
  const sha256 = await store.blobs.put(Buffer.from('a file'));
  const file = { kind: 'file', name: 'a.csv', mediaType: 'text/csv', size: 6, sha256 } as const;
  await store.calls.finish(call.id, { outcome: 'done', reply: aReply({ blocks: [file] }) });
  await store.close();
  const backup = join(await tempFolder(), 'backup');
  expect(await magpie(data, 'store', 'backup', backup)).toMatchObject({ code: 0 });

  await writeFile(join(data, 'store.sqlite'), 'x'.repeat(5000));
  expect(await magpie(data, 'store', 'restore', backup, '--force')).toMatchObject({ code: 0 });
  const restored = await openStore({ dir: data, access: 'read' });
  onTestFinished(() => restored.close());
  // Its answer was stored, and is told to nobody again.
  expect(await restored.calls.get(call.id)).toMatchObject({ state: 'done', call: { replyTo: null } });
  expect(String(await restored.blobs.get(sha256))).toBe('a file');

  await writeFile(join(backup, 'blobs', sha256.slice(0, 2), sha256), 'b file');
  const refused = await magpie(data, 'store', 'restore', backup, '--force');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('BACKUP_UNUSABLE');
  expect((await restored.calls.get(call.id))?.state).toBe('done');
  const none = await magpie(data, 'store', 'restore', join(data, 'nothing'));
  expect(none.err).toContain('BACKUP_UNUSABLE');
});
