import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { calls } from '../../src/cli/calls.ts';
import { openStore } from '../../src/store/open.ts';
import { aCall, ada, aReply, aTurn, birds } from '../support/a-call.ts';
import { openTerminal } from '../support/terminal.ts';

async function withStore() {
  const terminal = await openTerminal();
  // It stays open: the calls are read while Magpie runs.
  const store = await openStore({ dir: join(terminal.cwd, 'data') });
  onTestFinished(() => store.close());
  return { terminal, store };
}

const hourAgo = () => new Date(Date.now() - 3_600_000).toISOString();

test('calls are listed with their state and age, and nothing of what was asked, answered or written down as an address', async () => {
  const { terminal, store } = await withStore();
  const picture = { kind: 'attachment', name: 'a.png', size: 3, address: 'https://cdn/secret-sig' } as const;
  const waiting = aCall({ receivedAt: hourAgo(), options: { image: picture }, platform: 'slack' });
  const answered = aCall({ receivedAt: new Date().toISOString() });
  for (const call of [waiting, answered]) await store.calls.insert(call);
  await store.calls.begin(answered.id);
  await store.calls.finish(answered.id, { outcome: 'done', reply: aReply(), turn: aTurn(answered) });

  const { code, out } = await terminal.run(calls, 'list');
  expect(code).toBe(0);
  expect(out).toMatch(
    new RegExp(`${waiting.id} │ slack +│ ask +│ queued +│ +│ nest > birds │ 60 minutes +│ +0`),
  );
  expect(out).toMatch(new RegExp(`${answered.id} │ web +│ ask +│ replying │ done`));
  const json = await terminal.run(calls, 'list', '--json');
  expect(JSON.parse(json.out)).toMatchObject([
    { id: waiting.id, state: 'queued', conversation: birds, callerId: ada.id },
    { id: answered.id, outcome: 'done' },
  ]);
  const shown = await terminal.run(calls, 'show', answered.id);
  for (const text of [out, json.out, shown.out]) expect(text).not.toMatch(/magpies|secret/);

  const content = await terminal.run(calls, 'list', '--content', '--json');
  expect(content.out).toMatch(/How many magpies.+There are 7 magpies/s);
  expect(content.out).toContain('a.png');
  expect(content.out).not.toContain('secret');
});

test('calls are chosen by state, platform, time and number', async () => {
  const { terminal, store } = await withStore();
  const now = new Date().toISOString();
  const [old, recent, running] = [
    aCall({ receivedAt: hourAgo() }),
    aCall({ receivedAt: now }),
    aCall({ receivedAt: now, platform: 'discord' }),
  ];
  for (const call of [old, recent, running]) await store.calls.insert(call);
  await store.calls.begin(running.id);
  const ids = async (...args: string[]) =>
    JSON.parse((await terminal.run(calls, 'list', '--json', ...args)).out).map(
      ({ id }: { id: string }) => id,
    );
  expect(await ids('--state', 'running')).toEqual([running.id]);
  expect(await ids('--platform', 'web')).toEqual([old.id, recent.id]);
  expect(await ids('--since', '30m')).toEqual([recent.id, running.id]);
  expect(await ids('--since', '2026-01-01T00:00Z', '--limit', '1')).toEqual([running.id]);
  expect((await terminal.run(calls, 'list', '--state', 'expired')).out).toBe('There are no such calls.\n');
});

test('one call is shown with its life: times, attempts, files and statements', async () => {
  const { terminal, store } = await withStore();
  const call = aCall();
  await store.calls.insert(call);
  await store.calls.begin(call.id);
  const { id: callId, platform, conversation, receivedAt: at } = call;
  const asked = { callId, platform, ...conversation, callerId: ada.id, callerName: ada.name, at };
  const entry = { ...asked, source: 'main', question: 'How many?', sql: 'SELECT secret', rows: 7, ms: 12 };
  await store.audit.begin({ ...entry, verdict: 'ran' });
  const sha256 = await store.blobs.put(Buffer.from('a,b'));
  const file = { kind: 'file', name: 'birds.csv', mediaType: 'text/csv', sha256 } as const;
  const reply = aReply({ blocks: [{ ...file, size: 3 }] });
  await store.calls.finish(call.id, { outcome: 'done', reply });

  const { out } = await terminal.run(calls, 'show', call.id);
  expect(out).toMatch(/state: +replying \(done\)/);
  expect(out).toMatch(/attempts: +1\n/);
  expect(out).toMatch(/files: +1\n/);
  expect(out).toMatch(/statement: .+ main: ran, 7 rows, 12 ms\n/);
  expect(out).not.toContain('secret');
  expect(JSON.parse((await terminal.run(calls, 'show', call.id, '--json')).out)).toMatchObject({
    id: call.id,
    files: 1,
    statements: [{ source: 'main', verdict: 'ran', rows: 7 }],
  });
});

test('a call that is not there, or no store, is a refusal; wrong usage says what is right', async () => {
  const { terminal } = await withStore();
  expect(await terminal.run(calls, 'show', 'nothing')).toMatchObject({
    code: 1,
    err: 'there is no call nothing\n',
  });
  const empty = await openTerminal();
  expect(await empty.run(calls, 'list', '--json')).toMatchObject({ code: 1 });
  await expect(terminal.run(calls)).rejects.toThrow('list, show');
  await expect(terminal.run(calls, 'show')).rejects.toThrow('id of one call');
  await expect(terminal.run(calls, 'list', '--state', 'gone')).rejects.toThrow('queued');
  await expect(terminal.run(calls, 'list', '--since', 'yesterday')).rejects.toThrow('2h');
});
