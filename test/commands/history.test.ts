import { expect, test } from 'vitest';
import { forget } from '../../commands/forget.ts';
import { history } from '../../commands/history.ts';
import type { Call, Caller } from '../../src/core/call.ts';
import type { AnyCommand } from '../../src/core/command.ts';
import type { Services } from '../../src/core/services.ts';
import { sayIn } from '../../src/core/text.ts';
import type { Store } from '../../src/store/open.ts';
import { aCall, ada, aReply, aTurn, birds, bo } from '../support/a-call.ts';
import { tempStore } from '../support/temp-store.ts';

const anHourLater = new Date('2026-03-01T13:00:00Z');

async function type(store: Store, command: AnyCommand, different: Partial<Call>) {
  const call = aCall({ command: command.name, options: {}, ...different });
  const { reply } = await command.run(call, {
    // These commands use nothing but the store.
    services: store as unknown as Services,
    signal: new AbortController().signal,
    progress: () => {},
    say: sayIn(call.caller.locale),
    now: () => anHourLater,
  });
  return { ...reply, lines: reply.blocks.map((block) => (block.kind === 'text' ? block.text : block.kind)) };
}

async function ask(store: Store, request: string, different: Partial<Call> = {}): Promise<Call> {
  const call = aCall(different);
  const reply = aReply({ visibility: call.options.private === true ? 'caller' : 'channel' });
  await store.calls.insert(call);
  await store.calls.finish(call.id, { outcome: 'done', reply, turn: aTurn(call, { request }) });
  await store.calls.delivered(call.id, `thread-of-${call.id}`);
  return call;
}

test('/history shows what was asked here, by whom and when, the newest at the end', async () => {
  const store = await tempStore();
  await ask(store, 'how many\nmagpies?');
  await ask(store, 'and crows?', { caller: bo });
  const shown = await type(store, history, {});
  expect(shown).toMatchObject({ visibility: 'caller', tone: 'plain' });
  expect(shown.summary).toBe('The last 2 questions asked here, the newest at the end.');
  expect(shown.lines).toEqual([
    'Ada, 1 hour ago (/ask):\nhow many magpies?\n→ There are 7 magpies.',
    'Bo, 1 hour ago (/ask):\nand crows?\n→ There are 7 magpies.',
  ]);
});

test('/history shows the last so many as were asked for', async () => {
  const store = await tempStore();
  for (let each = 1; each <= 12; each += 1) await ask(store, `question ${each}`);
  expect((await type(store, history, {})).lines).toHaveLength(10);
  const two = await type(store, history, { options: { limit: 2 } });
  expect(two.lines.join()).toMatch(/question 11.*question 12/s);
});

test('/history in a thread shows that thread', async () => {
  const store = await tempStore();
  const opener = await ask(store, 'the opener');
  await ask(store, 'something else');
  const thread = `thread-of-${opener.id}`;
  await ask(store, 'the follow-up', { conversation: { ...birds, thread } });
  const { lines } = await type(store, history, { conversation: { ...birds, thread } });
  expect(lines.join()).toMatch(/the opener.*the follow-up/s);
  expect(lines).toHaveLength(2);
});

test('/history keeps what is for its caller alone from others', async () => {
  const store = await tempStore();
  await ask(store, 'my salary', { options: { question: 'q', private: true } });
  expect((await type(store, history, { caller: bo })).lines).toEqual([]);
  expect((await type(store, history, {})).lines.join()).toContain('shown to you alone');
});

test('/history of a quiet channel says so, in Korean too', async () => {
  const store = await tempStore();
  expect((await type(store, history, {})).summary).toBe('Nothing is kept of this conversation.');
  const minsu: Caller = { ...ada, locale: 'ko-KR' };
  expect((await type(store, history, { caller: minsu })).summary).toBe(
    '이 대화에 남아 있는 기록이 없습니다.',
  );
});

test('a long question is cut', async () => {
  const store = await tempStore();
  await ask(store, 'why '.repeat(1000));
  const [line] = (await type(store, history, {})).lines;
  expect(line?.length).toBeLessThan(400);
});

test('/forget deletes what the caller asked, and nothing of others', async () => {
  const store = await tempStore();
  await ask(store, 'mine');
  await ask(store, 'theirs', { caller: bo });
  const reply = await type(store, forget, {});
  expect(reply).toMatchObject({ tone: 'good', visibility: 'caller' });
  expect(reply.summary).toBe('I have forgotten your question in this channel, with its answer and files.');
  expect((await type(store, history, {})).lines.join()).toMatch(/theirs/);
  expect((await type(store, history, {})).lines).toHaveLength(1);
  expect((await type(store, forget, {})).summary).toBe('There was nothing to forget.');
});

test('/forget takes with it what /history told others', async () => {
  const store = await tempStore();
  await ask(store, 'mine');
  const told = aCall({ command: 'history', caller: bo, options: {} });
  await store.calls.insert(told);
  const reply = aReply({ summary: 'Ada asked: mine', visibility: 'caller' });
  await store.calls.finish(told.id, { outcome: 'done', reply });
  await store.calls.delivered(told.id);
  await type(store, forget, {});
  expect(await store.calls.get(told.id)).toBeUndefined();
});

test('/forget channel is for those who manage it', async () => {
  const store = await tempStore();
  await ask(store, 'mine');
  await ask(store, 'theirs', { caller: bo });
  const options = { what: 'channel' };
  await expect(type(store, forget, { options })).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  expect((await type(store, history, {})).lines).toHaveLength(2);
  const admin: Caller = { ...ada, roles: ['admin'] };
  const reply = await type(store, forget, { options, caller: admin });
  expect(reply.summary).toContain('all 2 questions');
  expect((await type(store, history, {})).lines).toEqual([]);
});
