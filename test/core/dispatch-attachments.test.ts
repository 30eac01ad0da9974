import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AttachmentRef } from '../../src/core/call.ts';
import { MagpieError } from '../../src/core/errors.ts';
import { aCall } from '../support/a-call.ts';
import { aHouse, openHouse } from '../support/dispatch-house.ts';
import { eventually } from '../support/eventually.ts';
import { createFakeCourier } from '../support/fake-courier.ts';
import { gatedWork } from '../support/gated-work.ts';
import { tempStore } from '../support/temp-store.ts';

const bytes = new TextEncoder().encode('a picture of a magpie');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const onPlatform: AttachmentRef = {
  kind: 'attachment',
  name: 'magpie.png',
  size: bytes.length,
  address: { url: 'https://cdn.example/magpie.png?sig=secret' },
};
const aPicture = () => aCall({ command: 'classify', options: { image: onPlatform } });

async function aHouseWithFiles() {
  const store = await tempStore();
  const work = gatedWork();
  const house = aHouse({ store, commands: work.commands, patience: { maxFetchMs: 300 } });
  house.courier.files.set('magpie.png', bytes);
  return { store, work, ...house };
}

test('the bytes are brought home before the job runs, and the address is forgotten', async () => {
  const { store, work, dispatch, courier } = await aHouseWithFiles();
  await dispatch.resume();
  const call = aPicture();
  expect(await dispatch.accept(call)).toMatchObject({ kind: 'accepted' });
  work.open();

  expect((await courier.answerTo(call)).summary).toBe(`answer to ${sha256}`);
  const kept = (await store.calls.get(call.id))?.call.options.image;
  expect(kept).toEqual({ kind: 'attachment', name: 'magpie.png', size: bytes.length, sha256 });
  expect(Buffer.from(bytes).equals(await store.blobs.get(sha256))).toBe(true);
});

test('they are fetched while the queue does not run yet: the platform may not keep them for long', async () => {
  const { store, dispatch } = await aHouseWithFiles();
  const call = aPicture();
  await dispatch.accept(call);
  await eventually(async () => JSON.stringify(await store.calls.get(call.id)).includes(sha256));
});

test('a process that died before it had them fetches them after the next start', async () => {
  const { store, work, dispatch, courier } = await aHouseWithFiles();
  const call = aPicture();
  await store.calls.insert(call);
  work.open();
  await dispatch.resume();
  expect((await courier.answerTo(call)).summary).toBe(`answer to ${sha256}`);
});

test('after a start, too, the thread waits for the file of its earlier call', async () => {
  const { store, work } = await aHouseWithFiles();
  const conversation = { workspace: 'nest', channel: 'birds', thread: 't' };
  const picture = aCall({ command: 'classify', options: { image: onPlatform }, conversation });
  const followUp = aCall({ conversation });
  for (const call of [picture, followUp]) await store.calls.insert(call);
  const file = Promise.withResolvers<Uint8Array>();
  const courier = { ...createFakeCourier(), read: () => file.promise };
  work.open();
  await openHouse({ store, commands: work.commands, courier });
  await sleep(30);
  expect(work.started).toEqual([]);

  file.resolve(bytes);
  await courier.answerTo(followUp);
  expect(work.started).toEqual([picture.id, followUp.id]);
});

test('a file that is gone, too slow or refused is an answer, frees the seat and lets the thread go on', async () => {
  const { store, work } = await aHouseWithFiles();
  const courier = createFakeCourier();
  const read: typeof courier.read = ({ name }, signal) => {
    if (name === 'large.png') throw new MagpieError('PICTURE_TOO_LARGE', { size: '99 MB', limit: '10 MB' });
    if (name !== 'slow.png') return courier.read({ ...onPlatform, name }, signal);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  const patience = { maxFetchMs: 50 };
  const house = await openHouse({ store, commands: work.commands, courier: { ...courier, read }, patience });
  const conversation = { workspace: 'nest', channel: 'birds', thread: 't' };
  const ask = async (name: string) => {
    const call = aCall({ command: 'classify', options: { image: { ...onPlatform, name } }, conversation });
    await house.dispatch.accept(call);
    return (await courier.answerTo(call)).summary;
  };

  expect(await ask('gone.png')).toBe('The picture is no longer there. Please send it again.');
  expect(await ask('slow.png')).toBe('The picture is no longer there. Please send it again.');
  expect(await ask('large.png')).toContain('99 MB');
  expect(house.queue.depth().vision).toEqual({ waiting: 0, running: 0 });
  expect(work.started).toEqual([]);
  const after = aCall({ conversation });
  await house.dispatch.accept(after);
  work.open();
  await courier.answerTo(after);
  expect(JSON.stringify(house.lines)).not.toMatch(/secret|magpie\.png/);
});

test('a call is cancelled while its file is fetched', async () => {
  const { store, work } = await aHouseWithFiles();
  const fake = createFakeCourier();
  let aborted = false;
  const read: typeof fake.read = (_, signal) =>
    new Promise((_, reject) =>
      signal.addEventListener('abort', () => {
        aborted = true;
        reject(signal.reason);
      }),
    );
  const { dispatch, queue } = await openHouse({ store, commands: work.commands, courier: { ...fake, read } });
  const call = aPicture();
  await dispatch.accept(call);

  expect(await dispatch.cancel(call.id, call.caller.id)).toBe(true);
  expect(await fake.answerTo(call)).toMatchObject({ title: 'Cancelled' });
  expect(aborted).toBe(true);
  expect(queue.depth().vision).toEqual({ waiting: 0, running: 0 });
  expect(fake.deliveries).toHaveLength(1);
});

test('a call that is cancelled while its file is stored does not run afterwards', async () => {
  const { store, work } = await aHouseWithFiles();
  work.open();
  const storing = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const put: typeof store.blobs.put = async (file) => {
    begun.resolve();
    await storing.promise;
    return store.blobs.put(file);
  };
  const finish: typeof store.calls.finish = async (...end) => {
    await sleep(50);
    return store.calls.finish(...end);
  };
  const courier = createFakeCourier();
  courier.files.set('magpie.png', bytes);
  const { dispatch, queue } = await openHouse({
    store: { ...store, calls: { ...store.calls, finish }, blobs: { ...store.blobs, put } },
    commands: work.commands,
    courier,
  });
  const call = aPicture();
  await dispatch.accept(call);
  await begun.promise;

  const cancelled = dispatch.cancel(call.id, call.caller.id);
  await sleep(10);
  storing.resolve();
  expect(await cancelled).toBe(true);
  expect(await courier.answerTo(call)).toMatchObject({ title: 'Cancelled' });
  expect(work.started).toEqual([]);
  expect(queue.depth().vision).toEqual({ waiting: 0, running: 0 });
});
