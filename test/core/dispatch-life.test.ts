import { expect, test } from 'vitest';
import { MagpieError } from '../../src/core/errors.ts';
import { aCall, bo } from '../support/a-call.ts';
import { openHouse } from '../support/dispatch-house.ts';
import { eventually } from '../support/eventually.ts';
import { gatedWork } from '../support/gated-work.ts';
import { tempStore } from '../support/temp-store.ts';

test('a call is stored before it is accepted, runs, is remembered and delivered', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const { dispatch, courier, lines } = await openHouse({ store, commands: work.commands });
  const call = aCall();

  expect(await dispatch.accept(call)).toEqual({ kind: 'accepted', ahead: 0, etaMs: 0 });
  expect(await store.calls.get(call.id)).toMatchObject({ call: { id: call.id } });
  await work.hasStarted(call.id);
  expect(await store.calls.get(call.id)).toMatchObject({ state: 'running', attempts: 1 });
  work.finish(call.id);

  expect(await courier.answerTo(call)).toMatchObject({ summary: 'answer to How many magpies are there?' });
  await eventually(async () => (await store.calls.get(call.id))?.state === 'done');
  expect(await store.calls.get(call.id)).toMatchObject({ outcome: 'done', opened: `thread of ${call.id}` });
  expect(await store.history.ofCall(call.id, call.caller.id)).toMatchObject({ callId: call.id });
  const [line, ...others] = lines.filter(({ callId }) => callId === call.id);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ level: 'info', command: 'ask', lane: 'ask', outcome: 'done' });
  expect(JSON.stringify(line)).not.toMatch(/magpies|secret-token/);
});

test('what is thrown becomes a clear answer, and a line for the operator', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const { dispatch, courier, lines } = await openHouse({ store, commands: work.commands });
  const [wrong, broken, after] = [aCall(), aCall(), aCall()];
  await dispatch.accept(wrong);
  await dispatch.accept(broken);
  await dispatch.accept(after);
  work.fail(wrong.id, new MagpieError('PICTURE_EMPTY'));
  work.fail(broken.id, new TypeError('x is not a function'));
  work.finish(after.id);

  expect(await courier.answerTo(wrong)).toMatchObject({ tone: 'warning', visibility: 'caller' });
  expect(await courier.answerTo(broken)).toMatchObject({ tone: 'problem' });
  expect((await courier.answerTo(broken)).summary).not.toContain('function');
  expect(await courier.answerTo(after)).toMatchObject({ tone: 'plain' });
  await eventually(() => lines.length === 3);
  expect(lines.map(({ level, code, outcome }) => [level, code, outcome])).toEqual([
    ['info', 'PICTURE_EMPTY', 'failed'],
    ['error', 'UNEXPECTED', 'failed'],
    ['info', undefined, 'done'],
  ]);
});

test('R07 R09 the platform says it twice: one call, one answer', async () => {
  const store = await tempStore();
  const work = gatedWork();
  work.open();
  const { dispatch, courier } = await openHouse({ store, commands: work.commands });
  const [call, again, thrice] = [
    aCall({ dedupeKey: 'k' }),
    aCall({ dedupeKey: 'k' }),
    aCall({ dedupeKey: 'k' }),
  ];

  const accepted = await Promise.all([dispatch.accept(call), dispatch.accept(again)]);
  expect(accepted.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'duplicate']);
  const kept = await store.calls.byDedupeKey('web', 'k');
  expect(await dispatch.accept(thrice)).toEqual({ kind: 'duplicate', callId: kept?.call.id });
  await courier.answerTo({ id: kept?.call.id ?? '' });
  expect(work.started).toHaveLength(1);
  expect(courier.deliveries).toHaveLength(1);
});

test('R11 the eleventh call of a channel is refused at once, to the caller alone, with the length of the line', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const { dispatch, courier } = await openHouse({ store, commands: work.commands });
  const people = Array.from({ length: 12 }, (_, n) => ({ ...bo, id: `person ${n}` }));
  const [eleventh, elsewhere, ...ten] = people.map((caller) => aCall({ caller }));
  for (const call of ten) expect(await dispatch.accept(call)).toMatchObject({ kind: 'accepted' });

  const refused = await dispatch.accept(eleventh ?? aCall());
  expect(refused).toMatchObject({ kind: 'refused', code: 'QUEUE_FULL', reply: { visibility: 'caller' } });
  if (refused.kind !== 'refused') return;
  expect(refused.reply.summary).toMatch(/This channel has 10 calls.*9 ahead, about \d+ seconds/);
  expect(refused.retryAfterMs).toBeGreaterThan(0);
  expect(await store.calls.get(eleventh?.id ?? '')).toBeUndefined();

  const other = { ...(elsewhere ?? aCall()), conversation: { workspace: 'nest', channel: 'planes' } };
  expect(await dispatch.accept(other)).toMatchObject({ kind: 'accepted' });
  work.open();
  await courier.answerTo(other);
  expect(await dispatch.accept(aCall({ caller: bo }))).toMatchObject({ kind: 'accepted' });
});

test('wrong options are refused in the language of the caller, and leave nothing behind', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const { dispatch } = await openHouse({ store, commands: work.commands });
  const mina = { ...bo, locale: 'ko' };

  const refused = await dispatch.accept(aCall({ caller: mina, options: { colour: 'black' } }));
  expect(refused).toMatchObject({ kind: 'refused', code: 'OPTION_INVALID' });
  expect(JSON.stringify(refused)).toContain('옵션이 없습니다');
  const unknown = await dispatch.accept(aCall({ command: 'fly' }));
  expect(unknown).toMatchObject({ kind: 'refused', reply: { summary: 'I know no command called "fly".' } });
  expect(await store.calls.unfinished()).toEqual([]);
});

test('when the store takes nothing the person is told, and the seat is free again', async () => {
  const store = await tempStore();
  const work = gatedWork();
  const full = new Error('SQLITE_FULL');
  const broken = { ...store, calls: { ...store.calls, insert: () => Promise.reject(full) } };
  const { dispatch, queue, lines } = await openHouse({ store: broken, commands: work.commands });

  for (let n = 0; n < 5; n += 1) {
    expect(await dispatch.accept(aCall())).toMatchObject({ kind: 'refused', code: 'STORE_UNAVAILABLE' });
  }
  expect(queue.depth().ask).toEqual({ waiting: 0, running: 0 });
  expect(lines[0]).toMatchObject({ level: 'error', code: 'STORE_UNAVAILABLE' });
});
