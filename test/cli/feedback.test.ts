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

test('an export holds the right label beside the picture, the model and what it said, safe to open in a spreadsheet', async () => {
  const { terminal, store } = await withStore();
  const call = aCall({ command: 'classify' });
  await store.calls.insert(call);
  await store.calls.begin(call.id);
  const sha256 = 'a'.repeat(64);
  const looked = { model: 'birds', pictures: [{ sha256, label: 'crane', score: 0.75 }] };
  const turn = aTurn(call, { request: 'a.png', summary: 'a.png: crane, 75%', looked });
  await store.calls.finish(call.id, { outcome: 'done', reply: aReply({}), turn });
  const vote = { vote: 'down', picture: 1, comment: '=heron', at: '2026-03-01T12:01:00.000Z' } as const;
  await store.feedback.rate({ callId: call.id, callerId: ada.id, ...vote });

  const { out } = await terminal.run(feedback, 'export');
  const [heads, row] = out.replace('\u{feff}', '').split('\r\n');
  expect(heads).toBe('at,command,vote,comment,request,summary,source,sql,model,picture,label,score');
  expect(row).toBe(
    `2026-03-01T12:01:00.000Z,classify,down,'=heron,a.png,"a.png: crane, 75%",,,birds,${sha256},crane,0.75`,
  );
  expect((await terminal.run(feedback)).out).toMatch(/down │ a\.png: crane │ =heron/);
  await expect(terminal.run(feedback, 'exprot')).rejects.toThrow('export');
});

test('without votes it says so, and without a store why there are none', async () => {
  const { terminal } = await withStore();
  expect(await terminal.run(feedback)).toMatchObject({ code: 0, out: 'Nobody has voted yet.\n' });
  const empty = await openTerminal();
  expect((await empty.run(feedback, '--json')).out).toMatch(/^\{"refused":".+"\}\n$/);
});
