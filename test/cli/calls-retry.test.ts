import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/open.ts';
import { birdDiscord } from '../support/bird-discord.ts';
import { aPicture, birdPlayground, birdQuestions } from '../support/bird-playground.ts';
import { birdSlack } from '../support/bird-slack.ts';
import { readText as readDiscord } from '../support/discord-text.ts';
import { eventually } from '../support/eventually.ts';
import { failingOnce } from '../support/failing-once.ts';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { magpie } from '../support/magpie-process.ts';
import { knowing } from '../support/playground.ts';
import { realHome } from '../support/real-magpie.ts';
import { readText as readSlack } from '../support/slack-text.ts';

const draft = says({ kind: 'draft', sql: 'SELECT 1 AS one', understood: 'as told' });
const refusal = { kind: 'fails', status: 400, type: 'invalid_request_error' } as const;
const writer = () => failingOnce(knowing(birdQuestions));

/** The calls of the store, oldest first. */
const all = ({ records }: Pick<Store, 'records'>) => records.list({ limit: 100, content: false });
const failed = (store: Pick<Store, 'records'>) =>
  eventually(async () => (await all(store)).find(({ state }) => state === 'failed'));

test('a call that failed is asked again as a new one, once; the old one stays as it ended', async () => {
  const home = await realHome(await fakeMessagesApi(refusal, draft));
  const bot = await home.start();
  await bot.ready;
  const data = dirname(home.store);
  const { id } = await bot.api.ask('What now?');
  await eventually(async () => (await bot.api.look(id)).state === 'failed');

  const { code, out } = await magpie(data, 'calls', 'retry', id, '--json');
  expect(code).toBe(0);
  const { newCallId } = JSON.parse(out);
  expect(await bot.api.answerTo(newCallId)).toMatchObject({ state: 'done' });
  expect((await bot.api.look(id)).state).toBe('failed');
  const again = await magpie(data, 'calls', 'retry', id);
  expect(again).toMatchObject({ code: 1, err: `it was retried as ${newCallId}, which is done\n` });
  expect(await magpie(data, 'calls', 'retry', newCallId)).toMatchObject({
    code: 1,
    err: 'it was answered\n',
  });
  expect((await magpie(data, 'calls', 'show', id)).out).toContain(`retry: done as ${newCallId}`);
});

test('while no bot runs, a retry waits in the store, and the next start asks it once', async () => {
  const model = await fakeMessagesApi(refusal, draft);
  const home = await realHome(model);
  const data = dirname(home.store);
  const first = await home.start();
  await first.ready;
  const { id } = await first.api.ask('What now?');
  await eventually(async () => (await first.api.look(id)).state === 'failed');
  await first.stop();
  for (let times = 0; times < 2; times += 1)
    expect((await magpie(data, 'calls', 'retry', id, '--json')).out).toBe(
      `{"id":"${id}","verdict":"waits"}\n`,
    );

  const second = await home.start();
  await second.ready;
  const { out } = await eventually(async () => {
    const listed = await magpie(data, 'calls', 'list', '--state', 'done', '--json');
    return listed.out !== '[]\n' && listed;
  });
  expect(JSON.parse(out)).toHaveLength(1);
  expect(model.requests).toHaveLength(2);
});

test('what cannot be asked again is refused with the reason', async () => {
  const { store, browser } = await birdPlayground({ writer: writer() });
  const ada = browser();
  const refusedFor = async (id: string) => {
    const { code, err } = await magpie(store.folder, 'calls', 'retry', id);
    return code === 1 && err;
  };
  const { id: asked } = await ada.send('How many birds?');
  await failed(store);
  const { id: helped } = await ada.send('/help');
  await eventually(async () => (await store.calls.get(helped))?.state === 'done');
  expect(await refusedFor(helped)).toBe('it was answered\n');

  const looked = await ada.send('/teach label:owl', { file: aPicture() });
  await eventually(async () => (await store.calls.get(looked.id))?.state === 'done');
  const stored = await store.calls.get(asked);
  const end = async (different: object) => {
    const call = { ...stored?.call, ...different } as NonNullable<typeof stored>['call'];
    await store.calls.insert(call);
    const reply = stored?.reply;
    if (reply) await store.calls.finish(call.id, { outcome: 'failed', reply });
    return call.id;
  };
  const image = { kind: 'attachment', name: 'owl.png', size: 3 } as const;
  const gone = { ...image, sha256: 'a'.repeat(64) };
  const of = (id: string) => ({ id, dedupeKey: id, replyTo: {} });
  expect(await refusedFor(await end({ ...of('1'), command: 'help', options: {} }))).toMatch(
    /^only .*ask, .+ this is help/,
  );
  expect(await refusedFor(await end({ ...of('2'), command: 'page' }))).toMatch(/this is page/);
  const unfetched = await end({ ...of('3'), command: 'classify', options: { image } });
  expect(await refusedFor(unfetched)).toMatch(/owl\.png was never fetched/);
  const lost = await end({ ...of('4'), command: 'classify', options: { image: gone } });
  expect(await refusedFor(lost)).toBe('its file owl.png is no longer kept\n');
  const elsewhere = await end({ ...of('5'), platform: 'slack' });
  expect(await refusedFor(elsewhere)).toBe('its platform, slack, is off\n');
});

test('on Discord the answer is a message of the bot in the channel; what was private goes to its person alone', async () => {
  const openly = await birdDiscord({ writer: writer() });
  await openly.ada.slash(openly.birds, 'ask', { question: 'How many birds?' });
  const { id } = await failed(openly.store);
  expect(await magpie(openly.store.folder, 'calls', 'retry', id)).toMatchObject({ code: 0 });
  const answer = await openly.seen(openly.bo, openly.birds, 'The answer is **4**');
  expect(readDiscord(answer)).toContain('This answer comes late.');
  await openly.threadOf(answer);

  const privately = await birdDiscord({ writer: writer() });
  const { ada, bo, birds, store } = privately;
  await ada.slash(birds, 'ask', { question: 'How many birds?', private: true });
  const hidden = await failed(store);
  expect(await magpie(store.folder, 'calls', 'retry', hidden.id)).toMatchObject({ code: 0 });
  await privately.seen(ada, ada.dm, 'The answer is **4**');
  expect(bo.sees(birds)).toEqual([]);
});

test('on Slack the answer is a message in the channel; what was private goes to its person alone', async () => {
  const openly = await birdSlack({ writer: writer() });
  await openly.ada.slash(openly.birds, '/ask', 'How many birds?');
  const { id } = await failed(openly.store);
  expect(await magpie(openly.store.folder, 'calls', 'retry', id)).toMatchObject({ code: 0 });
  const answer = await openly.seen(openly.bo, openly.birds, /The answer is .?4/);
  expect(readSlack(answer)).toContain('Ada');

  const privately = await birdSlack({ writer: writer() });
  const { ada, bo, birds, store } = privately;
  await ada.slash(birds, '/ask', 'private How many birds?');
  const hidden = await failed(store);
  expect(await magpie(store.folder, 'calls', 'retry', hidden.id)).toMatchObject({ code: 0 });
  await privately.seen(ada, birds, /The answer is .?4/);
  expect(bo.sees(birds)).toEqual([]);
});
