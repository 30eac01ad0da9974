import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { cancel } from '../../commands/actions/cancel.ts';
import { aCall, bo } from '../support/a-call.ts';
import { openHouse } from '../support/dispatch-house.ts';
import { eventually } from '../support/eventually.ts';
import { type GatedOptions, gatedWork } from '../support/gated-work.ts';
import { tempStore } from '../support/temp-store.ts';

async function aBusyHouse(options: GatedOptions = {}) {
  const store = await tempStore();
  const work = gatedWork(options);
  const house = await openHouse({ store, commands: [...work.commands, cancel] });
  const [running, waiting] = [aCall(), aCall()];
  for (const call of [running, waiting]) await house.dispatch.accept(call);
  await work.hasStarted(running.id);
  const stateOf = async ({ id }: { readonly id: string }) => (await store.calls.get(id))?.state;
  const press = (of: { readonly id: string }, different = {}) =>
    aCall({ command: 'cancel', options: { call: of.id }, ...different });
  return { store, work, ...house, running, waiting, stateOf, press };
}

test('a waiting call is cancelled by the button of its caller: it never runs', async () => {
  const { dispatch, courier, work, waiting, running, stateOf, press } = await aBusyHouse();
  const button = press(waiting);
  await dispatch.accept(button);

  expect((await courier.answerTo(button)).summary).toBe('I have stopped it.');
  expect(await courier.answerTo(waiting)).toMatchObject({
    title: 'Cancelled',
    tone: 'plain',
    visibility: 'caller',
  });
  await eventually(async () => (await stateOf(waiting)) === 'cancelled');
  work.finish(running.id);
  await courier.answerTo(running);
  await sleep(20);
  expect(work.started).toEqual([running.id]);
});

test('a running call is cancelled though its thread is busy: it ends once its work has stopped', async () => {
  const { dispatch, courier, work, running, waiting, stateOf, press } = await aBusyHouse({ stubborn: true });
  const button = press(running, { conversation: running.conversation });
  await dispatch.accept(button);

  expect((await courier.answerTo(button)).summary).toBe('I have stopped it.');
  expect(work.contextOf(running.id).signal.aborted).toBe(true);
  expect(await stateOf(running)).toBe('running');
  expect(work.running.has(waiting.id)).toBe(false);
  work.finish(running.id);
  expect(await courier.answerTo(running)).toMatchObject({ title: 'Cancelled' });
  await eventually(async () => (await stateOf(running)) === 'cancelled');
  await work.hasStarted(waiting.id);
});

test('nobody but the caller can cancel, and nobody can cancel what is over or unknown', async () => {
  const { dispatch, courier, work, running, stateOf, press } = await aBusyHouse();
  const [stranger, unknown] = [press(running, { caller: bo }), press({ id: 'no such call' })];
  await dispatch.accept(stranger);
  await dispatch.accept(unknown);
  expect((await courier.answerTo(stranger)).summary).toBe('Only the person who asked can do that.');
  expect((await courier.answerTo(unknown)).tone).toBe('warning');
  expect(await stateOf(running)).toBe('running');

  work.finish(running.id);
  await eventually(async () => (await stateOf(running)) === 'done');
  const late = press(running);
  await dispatch.accept(late);
  expect((await courier.answerTo(late)).summary).toBe('It was over already.');
  expect(courier.deliveries.filter(({ callId }) => callId === running.id)).toHaveLength(1);
});

test('once the reply is being saved it is too late: the answer comes, and the person is told so', async () => {
  const store = await tempStore();
  const saving = Promise.withResolvers<void>();
  const calls: typeof store.calls = {
    ...store.calls,
    async finish(...end) {
      await saving.promise;
      return store.calls.finish(...end);
    },
  };
  const work = gatedWork();
  work.open();
  const { dispatch, courier } = await openHouse({ store: { ...store, calls }, commands: work.commands });
  const call = aCall();
  await dispatch.accept(call);
  await eventually(() => work.started.includes(call.id) && !work.running.has(call.id));
  await sleep(5);

  expect(await dispatch.cancel(call.id, call.caller.id)).toBe(false);
  saving.resolve();
  expect(await courier.answerTo(call)).toMatchObject({ title: 'Answer' });
});

test('a reply that is stored and has yet to be delivered is over: it comes', async () => {
  const store = await tempStore();
  const work = gatedWork();
  work.open();
  const { dispatch, courier } = await openHouse({ store, commands: work.commands });
  courier.broken = new Error('down');
  const call = aCall();
  await dispatch.accept(call);
  await eventually(async () => (await store.calls.get(call.id))?.state === 'replying');

  expect(await dispatch.cancel(call.id, call.caller.id)).toBe(false);
  courier.broken = undefined;
  expect(await courier.answerTo(call)).toMatchObject({ title: 'Answer' });
});

test('a call that is being replayed after a crash, or waits for that, is cancelled by the button', async () => {
  const store = await tempStore();
  const [replayed, next, fresh] = [aCall(), aCall(), aCall({ caller: bo })];
  for (const call of [replayed, next]) await store.calls.insert(call);
  for (const call of [replayed, next]) await store.calls.begin(call.id);
  const work = gatedWork();
  const house = await openHouse({ store, commands: [...work.commands, cancel] });
  const { dispatch, courier } = house;
  await work.hasStarted(replayed.id);
  await dispatch.accept(fresh);

  for (const { id, caller } of [next, fresh, replayed]) {
    const button = aCall({ command: 'cancel', options: { call: id }, caller });
    await dispatch.accept(button);
    expect((await courier.answerTo(button)).summary).toBe('I have stopped it.');
    expect(await courier.answerTo({ id })).toMatchObject({ title: 'Cancelled' });
  }
  await sleep(50);
  expect(work.started).toEqual([replayed.id]);
  expect(house.queue.depth().ask).toEqual({ waiting: 0, running: 0 });
});
