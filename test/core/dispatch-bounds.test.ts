import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { aCall, birds, bo, noon, planes } from '../support/a-call.ts';
import { aHouse, openHouse } from '../support/dispatch-house.ts';
import { eventually } from '../support/eventually.ts';
import { gatedWork } from '../support/gated-work.ts';
import { tempStore } from '../support/temp-store.ts';

const plenty = { caller: 1000, channel: 1000, workspace: 1000, all: 1000 };
const after = (ms: number) => new Date(Date.parse(noon) + ms);

test('sixty calls at once from one channel and one from another: the other starts within two completions', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const { dispatch } = await openHouse({
    store,
    commands: work.commands,
    limits: plenty,
    concurrency: { ask: 2 },
  });
  const flood = Array.from({ length: 60 }, () => aCall());
  await Promise.all(flood.map(dispatch.accept));
  const other = aCall({ caller: bo, conversation: planes });
  await dispatch.accept(other);

  let completed = 0;
  while (!work.started.includes(other.id)) {
    const [next] = work.running;
    if (next) work.finish(next);
    completed += 1;
    await eventually(() => work.started.length >= 2 + completed);
  }
  expect(completed).toBeLessThanOrEqual(2);
});

test('many calls at once are taken in over many turns of the event loop', async () => {
  const store = await tempStore();
  const calls: typeof store.calls = {
    ...store.calls,
    async insert(call) {
      for (const until = performance.now() + 5; performance.now() < until; );
      return store.calls.insert(call);
    },
  };
  const work = gatedWork();
  const { dispatch } = await openHouse({
    store: { ...store, calls },
    commands: work.commands,
    limits: plenty,
  });
  let turns = 0;
  let watching = true;
  const watch = () => {
    turns += 1;
    if (watching) setImmediate(watch);
  };
  setImmediate(watch);
  // As sockets have it: each comes by itself, and all of them in one turn.
  const arriving = Array.from({ length: 40 }, async () => {
    await new Promise(setImmediate);
    return dispatch.accept(aCall());
  });
  const accepted = await Promise.all(arriving);
  watching = false;

  expect(accepted.filter(({ kind }) => kind === 'accepted')).toHaveLength(40);
  expect(turns).toBeGreaterThan(10);
});

test('a thread is answered in order, one at a time, while others go on', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const { dispatch } = await openHouse({
    store,
    commands: work.commands,
    concurrency: { ask: 3, vision: 2 },
  });
  const conversation = { ...birds, thread: 't' };
  const [first, second, elsewhere] = [
    aCall({ conversation, command: 'classify' }),
    aCall({ conversation }),
    aCall({ caller: bo }),
  ];
  for (const call of [first, second, elsewhere]) await dispatch.accept(call);
  await work.hasStarted(elsewhere.id);
  await sleep(20);
  expect(work.started).toEqual([first.id, elsewhere.id]);

  work.finish(first.id);
  await work.hasStarted(second.id);
  expect(await store.history.thread(conversation, bo.id, 5)).toMatchObject([{ callId: first.id }]);
});

test('R04 a call that nobody waits for any more does not run, and its caller is told', async () => {
  const store = await tempStore();
  const call = aCall({ answerBy: after(60_000).toISOString() });
  await store.calls.insert(call);
  const work = gatedWork();
  const { courier } = await openHouse({ store, commands: work.commands, now: () => after(16 * 60_000) });

  expect((await courier.answerTo(call)).summary).toBe('I could not do this in time. Please ask again.');
  await eventually(async () => (await store.calls.get(call.id))?.state === 'expired');
  expect(work.started).toEqual([]);
});

test('work that takes too long is aborted: by the bound of its lane, or when nobody waits any more', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const patience = { maxRunMs: { vision: 60, ask: 60_000, now: 1000 } };
  const { dispatch, courier } = await openHouse({ store, commands: work.commands, patience });
  const slow = aCall({ command: 'classify' });
  const late = aCall({ answerBy: after(90).toISOString() });
  for (const call of [slow, late]) await dispatch.accept(call);

  for (const call of [slow, late]) {
    expect(await courier.answerTo(call)).toMatchObject({ tone: 'warning' });
    await eventually(async () => (await store.calls.get(call.id))?.state === 'expired');
  }
  expect(work.running.size).toBe(0);
});

for (const [jump, ms] of [
  ['back', -3_600_000],
  ['ahead', 3_600_000],
] as const) {
  test(`R24 the clock jumps ${jump} an hour: nothing that waits or runs expires`, async () => {
    const store = await tempStore();
    const work = gatedWork();
    let now = after(0);
    const { dispatch, courier } = await openHouse({ store, commands: work.commands, now: () => now });
    const [running, waiting] = [aCall(), aCall()];
    for (const call of [running, waiting]) await dispatch.accept(call);
    await work.hasStarted(running.id);
    now = after(ms);
    await sleep(30);
    expect(work.contextOf(running.id).signal.aborted).toBe(false);

    work.open();
    for (const call of [running, waiting])
      expect(await courier.answerTo(call)).toMatchObject({ tone: 'plain' });
  });
}

test('a store that is busy for a moment costs nothing: neither the start nor the answer is lost', async () => {
  const store = await tempStore();
  const busy = { begin: 2, finish: 2, delivered: 2, keepAttachment: 0 };
  const hiccup = (name: keyof typeof busy) => {
    busy[name] -= 1;
    if (busy[name] >= 0) throw new Error('SQLITE_BUSY: database is locked');
  };
  const calls: typeof store.calls = {
    ...store.calls,
    async begin(id) {
      hiccup('begin');
      return store.calls.begin(id);
    },
    async finish(...end) {
      hiccup('finish');
      return store.calls.finish(...end);
    },
    async delivered(...end) {
      hiccup('delivered');
      return store.calls.delivered(...end);
    },
  };
  const work = gatedWork();
  work.open();
  const { dispatch, courier } = await openHouse({ store: { ...store, calls }, commands: work.commands });
  const call = aCall();
  await dispatch.accept(call);

  expect(await courier.answerTo(call)).toMatchObject({ tone: 'plain' });
  await eventually(async () => (await store.calls.get(call.id))?.state === 'done');
  expect(work.started).toEqual([call.id]);
  expect(courier.deliveries).toHaveLength(1);
});

test('a reply that the store cannot take is replaced by one that says so', async () => {
  const store = await tempStore();
  const calls: typeof store.calls = {
    ...store.calls,
    async finish(id, end) {
      if (end.outcome === 'done') throw new Error('SQLITE_TOOBIG');
      return store.calls.finish(id, end);
    },
  };
  const saving = { firstMs: 5, maxMs: 10, giveUpMs: 40 };
  const work = gatedWork();
  work.open();
  const { dispatch, courier } = await openHouse({
    store: { ...store, calls },
    commands: work.commands,
    patience: { saving },
  });
  const call = aCall();
  await dispatch.accept(call);
  expect(await courier.answerTo(call)).toMatchObject({ tone: 'problem' });
});

test('a store that is gone for good stops nobody else, and the call is there after the next start', async () => {
  const store = await tempStore();
  let gone = true;
  const calls: typeof store.calls = {
    ...store.calls,
    async finish(...end) {
      if (gone) throw new Error('SQLITE_IOERR');
      return store.calls.finish(...end);
    },
  };
  const saving = { firstMs: 5, maxMs: 10, giveUpMs: 40 };
  const work = gatedWork();
  work.open();
  const house = await openHouse({
    store: { ...store, calls },
    commands: work.commands,
    patience: { saving },
  });
  const [lost, next] = [aCall(), aCall()];
  await house.dispatch.accept(lost);
  await eventually(() => house.lines.some(({ level }) => level === 'error'));
  gone = false;
  await house.dispatch.accept(next);
  await house.courier.answerTo(next);
  expect(await store.calls.get(lost.id)).toMatchObject({ state: 'running' });
  await house.dispatch.close(0);

  const later = aHouse({ store, commands: work.commands });
  await later.dispatch.resume();
  expect(await later.courier.answerTo(lost)).toMatchObject({ tone: 'plain' });
});
