import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { aCall } from '../support/a-call.ts';
import { aHouse, openHouse } from '../support/dispatch-house.ts';
import { eventually } from '../support/eventually.ts';
import { createFakeCourier } from '../support/fake-courier.ts';
import { gatedWork } from '../support/gated-work.ts';
import { tempStore } from '../support/temp-store.ts';

test('what runs may end within the grace, nothing new is taken, and what waits is there after the next start', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const { dispatch, courier } = await openHouse({ store, commands: work.commands });
  const [running, waiting] = [aCall(), aCall()];
  for (const call of [running, waiting]) await dispatch.accept(call);
  await work.hasStarted(running.id);

  const closed = dispatch.close(2000);
  const refused = await dispatch.accept(aCall());
  expect(refused).toMatchObject({ kind: 'refused', code: 'CLOSING', reply: { visibility: 'caller' } });
  work.finish(running.id);
  await closed;
  expect(await store.calls.get(running.id)).toMatchObject({ state: 'done' });
  expect(await store.calls.get(waiting.id)).toMatchObject({ state: 'queued', attempts: 0 });

  const next = gatedWork();
  next.open();
  await openHouse({ store, commands: next.commands, courier });
  await courier.answerTo(waiting);
  expect(next.started).toEqual([waiting.id]);
});

for (const stubborn of [false, true]) {
  const heed = stubborn ? 'does not heed its signal' : 'outlasts the grace';
  test(`work that ${heed} is put back, and the attempt does not count`, async () => {
    const store = await tempStore();
    const work = gatedWork({ stubborn });
    const { dispatch, courier } = await openHouse({ store, commands: work.commands });
    const call = aCall();
    await dispatch.accept(call);
    await work.hasStarted(call.id);

    await dispatch.close(30);
    expect(await store.calls.get(call.id)).toMatchObject({ state: 'queued', attempts: 0 });
    expect(courier.deliveries).toEqual([]);
    work.open();
  });
}

test('a replay after a crash is put back, too', async () => {
  const store = await tempStore();
  const calls = [aCall(), aCall()];
  for (const call of calls) await store.calls.insert(call);
  for (const call of calls) await store.calls.begin(call.id);
  const work = gatedWork();
  const { dispatch } = aHouse({ store, commands: work.commands });
  const resumed = dispatch.resume();
  await eventually(() => work.running.size === 1);

  await dispatch.close(10);
  await resumed;
  const left = await store.calls.unfinished();
  expect(left.map(({ state, attempts }) => [state, attempts])).toEqual([
    ['queued', 0],
    ['queued', 0],
  ]);
});

test('stopped while it takes up what a crash cut off: nothing is begun, and all is there after the next start', async () => {
  const store = await tempStore();
  const [cutOff, waiting] = [aCall(), aCall()];
  for (const call of [cutOff, waiting]) await store.calls.insert(call);
  await store.calls.begin(cutOff.id);
  const work = gatedWork();
  const { dispatch } = aHouse({ store, commands: work.commands });
  const resumed = dispatch.resume();
  await dispatch.close(1000);
  await resumed;
  await sleep(50);

  expect(work.started).toEqual([]);
  const left = await store.calls.unfinished();
  expect(left.map(({ state, attempts }) => [state, attempts])).toEqual([
    ['queued', 1],
    ['queued', 0],
  ]);
});

test('a delivery under way ends; one that fails is left for the next start, and holds nothing up', async () => {
  const store = await tempStore();
  const courier = createFakeCourier();
  const work = gatedWork();
  work.open();
  const slow = Promise.withResolvers<void>();
  const slowly: typeof courier = {
    ...courier,
    async deliver(call, reply) {
      await slow.promise;
      return courier.deliver(call, reply);
    },
  };
  const { dispatch } = await openHouse({ store, commands: work.commands, courier: slowly });
  const call = aCall();
  await dispatch.accept(call);
  await eventually(async () => (await store.calls.get(call.id))?.state === 'replying');
  const closed = dispatch.close(1000);
  setTimeout(slow.resolve, 30);
  await closed;
  expect(await store.calls.get(call.id)).toMatchObject({ state: 'done' });

  courier.broken = new Error('down');
  const patience = { delivering: { firstMs: 60_000, maxMs: 60_000, giveUpMs: 3_600_000 } };
  const second = await openHouse({ store, commands: work.commands, courier, patience });
  const unlucky = aCall();
  await second.dispatch.accept(unlucky);
  await eventually(async () => (await store.calls.get(unlucky.id))?.state === 'replying');
  await sleep(20);
  await second.dispatch.close(1000);
  expect(await store.calls.get(unlucky.id)).toMatchObject({ state: 'replying' });
  courier.broken = undefined;
  await openHouse({ store, commands: work.commands, courier });
  await courier.answerTo(unlucky);
});

test('a courier that hangs for ever does not keep the process', async () => {
  const store = await tempStore();
  const work = gatedWork();
  work.open();
  const never = new Promise<never>(() => {});
  const courier = { ...createFakeCourier(), deliver: () => never, progress: () => never };
  const { dispatch } = await openHouse({ store, commands: work.commands, courier });
  const call = aCall();
  await dispatch.accept(call);
  await eventually(async () => (await store.calls.get(call.id))?.state === 'replying');
  await dispatch.close(10);
  expect(await store.calls.get(call.id)).toMatchObject({ state: 'replying' });
});
