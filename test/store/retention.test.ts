import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { aCall, ada, aReply, aTurn, birds, noon } from '../support/a-call.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { tempFolder } from '../support/temp-folder.ts';

const day = (number: number) => new Date(Date.parse(noon) + number * 24 * 60 * 60 * 1000);

/** A store whose clock the test sets. */
async function storeWithClock() {
  const clock = { now: day(0) };
  const dir = await tempFolder();
  const store = await openStore({ dir, now: () => clock.now });
  onTestFinished(() => store.close());
  return { store, clock, dir };
}

async function answer({ calls, blobs }: Store, call: Call, words: string): Promise<void> {
  const result = await blobs.put(new TextEncoder().encode(words));
  await calls.insert(call);
  const turn = aTurn(call, { request: words, summary: words, result });
  await calls.finish(call.id, { outcome: 'done', reply: aReply({ summary: words }), turn });
  await calls.delivered(call.id);
}

test('after the retention a call goes with its turn, its votes and its blobs', async () => {
  const { store, clock } = await storeWithClock();
  const [old, fresh] = [aCall(), aCall()];
  await answer(store, old, 'an old result');
  const vote = { callId: old.id, callerId: ada.id, vote: 'up', at: noon } as const;
  await store.feedback.rate(vote);
  clock.now = day(5);
  await answer(store, fresh, 'a fresh result');

  expect(await store.expire(day(10), 7)).toEqual({ calls: 1, blobs: 1 });
  expect(await store.calls.get(old.id)).toBeUndefined();
  expect(await store.feedback.all()).toEqual([]);
  const turns = await store.history.channel(birds, ada.id, 9);
  expect(turns.map(({ callId }) => callId)).toEqual([fresh.id]);
  expect(await store.blobs.get(turns[0]?.result ?? '')).toBeTruthy();
});

test('a call under way stays, however old', async () => {
  const { store } = await storeWithClock();
  const call = aCall();
  await store.calls.insert(call);
  expect(await store.expire(day(1000), 7)).toEqual({ calls: 0, blobs: 0 });
  expect((await store.calls.get(call.id))?.state).toBe('queued');
});

test('who stops it in the middle loses nothing by it', async () => {
  const { store } = await storeWithClock();
  await answer(store, aCall(), 'an old result');
  expect(await store.expire(day(10), 7, AbortSignal.abort())).toEqual({ calls: 0, blobs: 0 });
  expect(await store.expire(day(10), 7)).toEqual({ calls: 1, blobs: 1 });
});

test('a bot that closes has its retention stop, and closes the store only then', async () => {
  const { store } = await storeWithClock();
  let stopped = false;
  const expire: Store['expire'] = async (_now, _days, stop) => {
    await new Promise((resolve) => stop?.addEventListener('abort', resolve));
    await sleep(20);
    stopped = true;
    return { calls: 0, blobs: 0 };
  };
  const { close } = await birdPlayground({ store: { ...store, expire } });
  await close();
  expect(stopped).toBe(true);
});

const treasure = async (store: Store) => {
  const options = { question: 'where is the treasure?' };
  await answer(
    store,
    aCall({ options, caller: { ...ada, name: 'Captain' } }),
    'the treasure is under the oak',
  );
};

/** Files in which something of the treasure can be found. */
async function traces(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(
    files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  );
  return contents.filter((content) => /treasure|Captain|secret-token/.test(content)).length;
}

test('of what was forgotten no byte is left on the disk', async () => {
  const { store, dir } = await storeWithClock();
  await treasure(store);
  expect(await traces(dir)).toBeGreaterThan(0);
  await store.history.forget({ conversation: birds });
  expect(await traces(dir)).toBe(0);
});

test('nor of what has expired', async () => {
  const { store, dir } = await storeWithClock();
  await treasure(store);
  await store.expire(day(10), 7);
  expect(await traces(dir)).toBe(0);
});

test('nor while somebody reads the file for a moment', async () => {
  const { store, dir } = await storeWithClock();
  await treasure(store);
  const reader = new DatabaseSync(join(dir, 'store.sqlite'), { readOnly: true });
  onTestFinished(() => reader.close());
  reader.exec('begin');
  reader.prepare('select count(*) from calls').get();
  setTimeout(() => reader.exec('rollback'), 300);
  await store.history.forget({ conversation: birds });
  expect(await traces(dir)).toBe(0);
});

test('a blob that was put again after the forgotten call ended is about to be needed, and stays', async () => {
  const { store, clock } = await storeWithClock();
  await answer(store, aCall(), 'the same picture');
  clock.now = day(1);
  const again = await store.blobs.put(new TextEncoder().encode('the same picture'));
  await store.history.forget({ conversation: birds });
  expect(await store.blobs.get(again)).toBeTruthy();
});

test('many are forgotten and expire as completely as one', async () => {
  const { store, clock } = await storeWithClock();
  const ask = async (count: number) => {
    for (let each = 0; each < count; each += 1) await answer(store, aCall(), `answer ${each}`);
  };
  await ask(60);
  expect(await store.history.forget({ conversation: birds, callerId: ada.id })).toEqual({
    turns: 60,
    taught: 0,
  });
  clock.now = day(1);
  await ask(70);
  expect(await store.expire(day(10), 7)).toEqual({ calls: 70, blobs: 70 });
});
