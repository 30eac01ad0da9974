import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { feedback } from '../../src/cli/feedback.ts';
import { openStore } from '../../src/store/open.ts';
import { aCall, ada, aReply, aTurn } from '../support/a-call.ts';
import { openTerminal } from '../support/terminal.ts';

async function withStore() {
  const terminal = await openTerminal();
  // It stays open: the votes are read while Magpie runs.
  const store = await openStore({ dir: join(terminal.cwd, 'data') });
  onTestFinished(() => store.close());
  return { terminal, store };
}

test('a vote is printed beside what was asked, also of a private answer', async () => {
  const { terminal, store } = await withStore();
  const call = aCall();
  await store.calls.insert(call);
  await store.calls.begin(call.id);
  const reply = aReply({ visibility: 'caller' });
  await store.calls.finish(call.id, { outcome: 'done', reply, turn: aTurn(call, { visibility: 'caller' }) });
  const vote = { vote: 'down', comment: 'No owls', at: '2026-03-01T12:01:00.000Z' } as const;
  await store.feedback.rate({ callId: call.id, callerId: ada.id, ...vote });

  const printed = await terminal.run(feedback);
  expect(printed).toMatchObject({ code: 0, err: '' });
  expect(printed.out).toMatch(/2026-03-01 12:01 │ down │ How many magpies are there\? │ No owls/);
  const { out } = await terminal.run(feedback, '--json');
  expect(JSON.parse(out)).toMatchObject([
    { ...vote, command: 'ask', request: 'How many magpies are there?' },
  ]);
});

test('without votes it says so, and without a store why there are none', async () => {
  const { terminal } = await withStore();
  expect(await terminal.run(feedback)).toMatchObject({ code: 0, out: 'Nobody has voted yet.\n' });
  const empty = await openTerminal();
  expect((await empty.run(feedback, '--json')).out).toMatch(/^\{"refused":".+"\}\n$/);
});
