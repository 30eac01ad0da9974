import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { aCall, bo } from '../support/a-call.ts';
import { openHouse } from '../support/dispatch-house.ts';
import { createFakeCourier } from '../support/fake-courier.ts';
import { gatedWork } from '../support/gated-work.ts';
import { tempStore } from '../support/temp-store.ts';

const person = (n: number) => ({ ...bo, id: `person ${n}` });

test('who waits sees a position that only goes down, in edits that keep their distance, and none after the answer', async () => {
  const everyMs = 60;
  const store = await tempStore();
  const work = gatedWork();
  const courier = createFakeCourier(everyMs);
  const { dispatch } = await openHouse({ store, commands: work.commands, courier });
  const calls = Array.from({ length: 6 }, (_, n) => aCall({ caller: person(n) }));
  const accepted = [];
  for (const call of calls) accepted.push(await dispatch.accept(call));
  expect(accepted.map((one) => one.kind === 'accepted' && one.ahead)).toEqual([0, 0, 1, 2, 3, 4]);

  for (const { id } of calls) {
    await work.hasStarted(id);
    await sleep(25);
    work.finish(id);
  }
  const last = calls.at(-1) ?? aCall();
  await courier.answerTo(last);
  const edits = courier.edits.filter(({ callId }) => callId === last.id);
  const shown = edits.map(({ progress }) => (progress.kind === 'waiting' ? progress.ahead : -1));
  expect(shown.length).toBeGreaterThan(0);
  expect(shown).toEqual([...new Set(shown)].toSorted((a, b) => b - a));
  expect(Math.max(...shown)).toBeLessThan(4);
  for (const [n, { at }] of edits.slice(1).entries()) {
    expect(at - (edits[n]?.at ?? 0)).toBeGreaterThanOrEqual(everyMs - 2);
  }
  await sleep(2 * everyMs);
  expect(courier.edits.filter(({ callId }) => callId === last.id)).toHaveLength(edits.length);
});

test('somebody who comes later and is served first does not push the shown position up', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const { dispatch, courier } = await openHouse({ store, commands: work.commands });
  const [first, second, third] = [
    aCall({ caller: person(1) }),
    aCall({ caller: person(2) }),
    aCall({ caller: person(3) }),
  ];
  for (const call of [first, second, third]) await dispatch.accept(call);
  await work.hasStarted(first.id);
  await dispatch.accept(aCall({ caller: person(4), conversation: { workspace: 'barn', channel: 'owls' } }));
  await sleep(30);

  for (const { progress } of courier.edits.filter(({ callId }) => callId === third.id)) {
    expect(progress).toMatchObject({ kind: 'waiting', ahead: expect.toSatisfy((ahead) => ahead <= 1) });
  }
});

test('steps of the work are shown once each, the last one wins, and a failing edit hurts nobody', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const courier = createFakeCourier(40);
  const { dispatch, lines } = await openHouse({ store, commands: work.commands, courier });
  const call = aCall();
  await dispatch.accept(call);
  await work.hasStarted(call.id);
  const { progress } = work.contextOf(call.id);
  progress({ kind: 'working', step: 'reading-schema' });
  progress({ kind: 'working', step: 'writing-sql' });
  progress({ kind: 'working', step: 'running' });
  await sleep(60);
  progress({ kind: 'working', step: 'running' });
  await sleep(60);
  expect(courier.edits.map((edit) => edit.progress)).toEqual([{ kind: 'working', step: 'running' }]);

  courier.progress = () => {
    throw new Error('Unknown Message');
  };
  progress({ kind: 'working', step: 'mending' });
  await sleep(60);
  work.finish(call.id);
  progress({ kind: 'working', step: 'running' });
  expect(await courier.answerTo(call)).toMatchObject({ tone: 'plain' });
  expect(lines.filter(({ level }) => level === 'debug')).toHaveLength(1);
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('the answer waits for an edit that is under way, so that the edit cannot cover it', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const courier = createFakeCourier();
  const edit = Promise.withResolvers<void>();
  const seen: string[] = [];
  const { dispatch } = await openHouse({
    store,
    commands: work.commands,
    courier: {
      ...courier,
      async progress() {
        await edit.promise;
        seen.push('edit');
      },
      async deliver(call, reply) {
        seen.push('answer');
        return courier.deliver(call, reply);
      },
    },
  });
  const call = aCall();
  await dispatch.accept(call);
  await work.hasStarted(call.id);
  work.contextOf(call.id).progress({ kind: 'working', step: 'running' });
  await sleep(20);
  work.finish(call.id);
  setTimeout(edit.resolve, 50);
  await courier.answerTo(call);
  expect(seen).toEqual(['edit', 'answer']);
});
