import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import type { Patience } from '../../src/core/dispatch.ts';
import { aCall, aReply, aTurn, bo, noon, planes } from '../support/a-call.ts';
import { aLife } from '../support/a-life.ts';
import { aHouse, openHouse } from '../support/dispatch-house.ts';
import { eventually } from '../support/eventually.ts';
import { createFakeCourier } from '../support/fake-courier.ts';
import { gatedWork } from '../support/gated-work.ts';
import { tempStore } from '../support/temp-store.ts';

/** A world in which one process of Magpie can die and the next one open over what it left. */
async function aWorld() {
  const store = await tempStore();
  const courier = createFakeCourier();
  const process = async (concurrency = 2, patience: Partial<Patience> = {}) => {
    const work = gatedWork();
    const life = aLife();
    const alive = { store: life.storeOf(store), courier: life.whileAlive(courier) };
    const house = aHouse({ ...alive, commands: work.commands, concurrency: { ask: concurrency }, patience });
    return { ...house, work, kill: () => house.abandon(life.kill) };
  };
  const stateOf = async ({ id }: { readonly id: string }) => (await store.calls.get(id))?.state;
  return { store, courier, process, stateOf };
}

test('R01 accepted and not yet acknowledged when the process died: answered all the same', async () => {
  const { store, courier, process } = await aWorld();
  const call = aCall();
  // The row is committed; the process died before it could say so.
  await store.calls.insert(call);

  const next = await process();
  next.work.open();
  await next.dispatch.resume();
  expect(await courier.answerTo(call)).toMatchObject({ tone: 'plain' });
});

test('R02 killed while running and waiting: everything accepted has exactly one answer', async () => {
  const { courier, process, stateOf } = await aWorld();
  const calls = [aCall(), aCall(), aCall(), aCall({ caller: bo, conversation: planes })];
  const first = await process();
  await first.dispatch.resume();
  for (const call of calls) expect(await first.dispatch.accept(call)).toMatchObject({ kind: 'accepted' });
  await eventually(() => first.work.running.size === 2);
  first.kill();
  first.work.open();

  const second = await process();
  second.work.open();
  await second.dispatch.resume();
  for (const call of calls) await courier.answerTo(call);
  await eventually(async () => (await Promise.all(calls.map(stateOf))).every((state) => state === 'done'));
  expect(courier.deliveries.map(({ callId }) => callId).toSorted()).toEqual(
    calls.map(({ id }) => id).toSorted(),
  );
});

test('R03 killed between saving and delivering: the saved reply is delivered, nothing runs again', async () => {
  const { store, courier, process, stateOf } = await aWorld();
  const call = aCall();
  await store.calls.insert(call);
  await store.calls.begin(call.id);
  const reply = aReply({ summary: 'as it was saved' });
  await store.calls.finish(call.id, { outcome: 'done', reply, turn: aTurn(call) });

  const next = await process();
  await next.dispatch.resume();
  expect(await courier.answerTo(call)).toEqual(reply);
  await eventually(async () => (await stateOf(call)) === 'done');
  expect(next.work.started).toEqual([]);
});

test('a platform that is down when the answer is ready gets it after the next start', async () => {
  const { courier, process, stateOf } = await aWorld();
  const call = aCall();
  const first = await process();
  await first.dispatch.resume();
  courier.broken = new Error('503');
  await first.dispatch.accept(call);
  first.work.open();
  await eventually(async () => (await stateOf(call)) === 'replying');
  first.kill();

  courier.broken = undefined;
  const second = await process();
  await second.dispatch.resume();
  expect(await courier.answerTo(call)).toMatchObject({ tone: 'plain' });
  await eventually(async () => (await stateOf(call)) === 'done');
  expect(second.work.started).toEqual([]);
});

test('a platform that fails for a moment gets the answer in the same process, once', async () => {
  const { courier, process } = await aWorld();
  const call = aCall();
  const { dispatch, work } = await process();
  await dispatch.resume();
  courier.broken = new Error('429');
  await dispatch.accept(call);
  work.open();
  setTimeout(() => {
    courier.broken = undefined;
  }, 60);
  await courier.answerTo(call);
  expect(courier.deliveries).toHaveLength(1);
});

/** Calls that ran when a process died. */
async function cutOff({ store }: Awaited<ReturnType<typeof aWorld>>, ...calls: readonly Call[]) {
  for (const call of calls) await store.calls.insert(call);
  for (const call of calls) await store.calls.begin(call.id);
}

test('what a crash cut off runs alone, one at a time, behind what waits; calls are accepted and answered meanwhile', async () => {
  const world = await aWorld();
  const [one, two, waiting, fresh] = [aCall(), aCall(), aCall(), aCall({ caller: bo })];
  await world.store.calls.insert(waiting);
  await cutOff(world, one, two);

  const { dispatch, work } = await world.process(4);
  await dispatch.resume();
  expect(await dispatch.accept(fresh)).toMatchObject({ kind: 'accepted' });
  await work.hasStarted(fresh.id);
  expect(work.started).toEqual([waiting.id, fresh.id]);
  work.finish(waiting.id);
  work.finish(fresh.id);
  await work.hasStarted(one.id);
  const later = aCall();
  await dispatch.accept(later);
  await sleep(60);
  expect([...work.running]).toEqual([one.id]);
  work.finish(one.id);
  work.finish(later.id);
  await work.hasStarted(two.id);
  expect([...work.running]).toEqual([two.id]);
  work.finish(two.id);
  expect(work.started).toEqual([waiting.id, fresh.id, one.id, later.id, two.id]);
});

test('where there is always something to do, what a crash cut off gets its turn all the same', async () => {
  const world = await aWorld();
  const suspect = aCall({ conversation: planes });
  await cutOff(world, suspect);
  const { dispatch, work } = await world.process(2);
  await dispatch.resume();
  const busy = setInterval(() => {
    dispatch.accept(aCall({ caller: { ...bo, id: `${Math.random()}` } }));
    for (const id of [...work.running].slice(1)) work.finish(id);
    const [first] = work.running;
    setTimeout(() => first && work.finish(first), 40);
  }, 20);
  await work.hasStarted(suspect.id).finally(() => clearInterval(busy));
  expect([...work.running]).toEqual([suspect.id]);
  work.open();
});

test('a thread waits for its call that a crash cut off', async () => {
  const world = await aWorld();
  const conversation = { workspace: 'nest', channel: 'birds', thread: 't' };
  const [first, second] = [aCall({ conversation }), aCall({ conversation })];
  await cutOff(world, first);
  await world.store.calls.insert(second);
  const { dispatch, work } = await world.process();
  work.open();
  await dispatch.resume();
  await world.courier.answerTo(second);
  expect(work.started).toEqual([first.id, second.id]);
});

/** Opens one process after another; each dies as soon as the poison runs. Resolves when it is over with the poison. */
async function livesUntilCalm(world: Awaited<ReturnType<typeof aWorld>>, poison: Call) {
  const runsOfPoison: (readonly string[])[] = [];
  for (;;) {
    const alive = await world.process(5);
    const { running, started } = alive.work;
    // Whoever else runs ends at once.
    const others = setInterval(() => {
      for (const id of running) if (id !== poison.id) alive.work.finish(id);
    }, 1);
    await alive.dispatch.resume();
    const struck = eventually(() => started.includes(poison.id) && ('struck' as const));
    const calm = eventually(async () => (await world.stateOf(poison)) === 'failed' && ('calm' as const));
    struck.catch(() => {});
    const end = await Promise.race([struck, calm]);
    clearInterval(others);
    if (end === 'calm') return { runsOfPoison, last: alive };
    calm.catch(() => {});
    runsOfPoison.push([...running]);
    alive.kill();
  }
}

test('a call that ends the process three times is given up with a reason', async () => {
  const world = await aWorld();
  const poison = aCall();
  await cutOff(world, poison);

  const { runsOfPoison } = await livesUntilCalm(world, poison);
  expect(runsOfPoison).toEqual([[poison.id], [poison.id]]);
  expect((await world.courier.answerTo(poison)).summary).toContain('three times');
});

test('of several that ran when the process died none is blamed: each runs alone, and only the culprit is given up', async () => {
  const world = await aWorld();
  const [one, poison, two, three] = [aCall(), aCall(), aCall(), aCall({ caller: bo, conversation: planes })];
  await cutOff(world, one, poison, two, three);

  const { runsOfPoison, last } = await livesUntilCalm(world, poison);
  last.work.open();
  expect(runsOfPoison).toEqual([[poison.id], [poison.id], [poison.id]]);
  expect((await world.courier.answerTo(poison)).summary).toContain('three times');
  for (const call of [one, two, three]) {
    expect(await world.courier.answerTo(call)).toMatchObject({ tone: 'plain' });
    expect((await world.store.calls.get(call.id))?.attempts).toBe(1);
  }
  expect(world.courier.deliveries).toHaveLength(4);
});

test('R02 whoever kills every process soon after its start gets no innocent call given up', async () => {
  const world = await aWorld();
  const [innocent, other] = [aCall(), aCall({ caller: bo })];
  await cutOff(world, innocent);
  await world.store.calls.insert(other);
  for (let kill = 0; kill < 6; kill += 1) {
    const alive = await world.process(2, { pausesMs: [0, 20, 10_000] });
    alive.dispatch.resume();
    await sleep(120);
    alive.kill();
  }
  expect(await world.stateOf(innocent)).not.toBe('failed');

  const last = await world.process();
  last.work.open();
  await last.dispatch.resume();
  for (const call of [innocent, other]) {
    expect(await world.courier.answerTo(call)).toMatchObject({ tone: 'plain' });
  }
});

test('a call of a command that is no more, or of a platform that is off, holds nothing up', async () => {
  const { store, courier, process, stateOf } = await aWorld();
  const [gone, off, fine] = [aCall({ command: 'sing' }), aCall({ platform: 'pigeon' }), aCall()];
  for (const call of [gone, off, fine]) await store.calls.insert(call);
  const { dispatch, work, lines } = await process();
  work.open();
  await dispatch.resume();

  expect((await courier.answerTo(gone)).summary).toBe('I know no command called "sing".');
  await courier.answerTo(fine);
  expect(await stateOf(off)).toBe('queued');
  expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', platform: 'pigeon' }));
});

test('a reply that cannot be delivered for a day is let go: it does not come back at every start', async () => {
  const store = await tempStore();
  const courier = createFakeCourier();
  courier.broken = new Error('Unknown Channel');
  const work = gatedWork();
  work.open();
  const patience = { delivering: { firstMs: 5, maxMs: 5, giveUpMs: 20 }, maxReplyAgeMs: 86_400_000 };
  let now = new Date(noon);
  const open = () => openHouse({ store, commands: work.commands, courier, patience, now: () => now });
  const first = await open();
  const call = aCall();
  await first.dispatch.accept(call);
  await eventually(() => first.lines.some(({ message }) => message === 'reply kept for the next start'));
  await first.dispatch.close(0);
  expect(await store.calls.get(call.id)).toMatchObject({ state: 'replying' });

  now = new Date(now.getTime() + 90_000_000);
  const later = await open();
  await eventually(() => later.lines.some(({ message }) => message === 'reply never delivered'));
  expect(await store.calls.unfinished()).toEqual([]);
});

test('a store that cannot be read at start is said at once', async () => {
  const store = await tempStore();
  const calls = { ...store.calls, unfinished: () => Promise.reject(new Error('SQLITE_CORRUPT')) };
  const patience = { saving: { firstMs: 5, maxMs: 10, giveUpMs: 30 } };
  const opened = openHouse({ store: { ...store, calls }, commands: gatedWork().commands, patience });
  await expect(opened).rejects.toThrow('SQLITE_CORRUPT');
});
