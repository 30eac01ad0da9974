import { expect, test } from 'vitest';
import { type BirdDiscord, birdDiscord } from '../../support/bird-discord.ts';
import type { Outage } from '../../support/discord/outages.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';

const counted = 'The answer is **4**';
const answersIn = ({ bo, birds }: BirdDiscord) =>
  bo.sees(birds).filter((message) => readText(message).includes(counted));
const isOver = ({ store }: BirdDiscord) =>
  eventually(async () => (await store.calls.unfinished()).length === 0);

const callback = /POST .*\/callback$/;
const edit = /PATCH .*\/messages\/@original$/;
const send = /POST .*\/channels\/\d+\/messages$/;

const outages: readonly Outage[] = [
  { kind: 'fails', status: 503 },
  { kind: 'limited', retryAfter: 0.2 },
  { kind: 'limited', retryAfter: 0.2, global: true },
  { kind: 'breaks', when: 'before' },
  { kind: 'breaks', when: 'after' },
];

test.each(outages)('R23 a command whose answer meets this is answered once: %j', async (outage) => {
  const world = await birdDiscord();
  const { ada, bo, birds, discord } = world;
  discord.outage(edit, outage);
  await ada.slash(birds, 'ask', { question: 'How many birds?' });
  await eventually(() => answersIn(world).length === 1);
  await isOver(world);
  expect(bo.sees(birds)).toHaveLength(1);
});

test.each(outages)('a mention whose answer meets this is answered once: %j', async (outage) => {
  const world = await birdDiscord();
  const { ada, bo, birds, discord } = world;
  discord.outage(send, outage);
  ada.say(birds, `<@${discord.bot.id}> How many birds?`);
  await eventually(() => answersIn(world).length === 1);
  await isOver(world);
  expect(bo.sees(birds)).toHaveLength(2);
});

test.each(outages)('a thread that meets this is opened, and only one: %j', async (outage) => {
  const world = await birdDiscord();
  const { ada, birds, discord, threadOf } = world;
  discord.outage(/POST .*\/threads$/, outage);
  await ada.slash(birds, 'ask', { question: 'How many birds?' });
  await eventually(() => answersIn(world).length === 1);
  await threadOf(answersIn(world)[0] ?? expect.fail());
  await isOver(world);
});

test('what goes to the caller alone is said once, however often what waited for it cannot be removed', async () => {
  const world = await birdDiscord();
  const { ada, bo, birds, discord } = world;
  const triesOfOneRequest = 4;
  discord.outage(/DELETE .*\/messages\/@original$/, { kind: 'fails', status: 503 }, triesOfOneRequest);
  await ada.slash(birds, 'ask', { question: 'What is love?' });
  await isOver(world);
  expect(bo.sees(birds)).toEqual([]);
  expect(ada.sees(birds).map(({ ephemeral }) => ephemeral)).toEqual([true]);
});

test('an acknowledgement that did its work unheard: the answer takes the place of what waits', async () => {
  const world = await birdDiscord();
  const { ada, bo, birds, discord } = world;
  discord.outage(callback, { kind: 'breaks', when: 'after' });
  await ada.slash(birds, 'ask', { question: 'How many birds?' });
  await eventually(() => answersIn(world).length === 1);
  await isOver(world);
  expect(bo.sees(birds)).toHaveLength(1);
});

test('an acknowledgement that did not reach Discord in time: the answer is a message of the bot', async () => {
  const world = await birdDiscord();
  const { ada, bo, birds, discord, log } = world;
  discord.outage(callback, { kind: 'breaks', when: 'before' });
  const asked = ada.slash(birds, 'ask', { question: 'How many birds?' });
  await eventually(() => answersIn(world).length === 1);
  discord.advance(4000);
  expect((await asked).acknowledged).toBeUndefined();
  await isOver(world);
  expect(bo.sees(birds)).toHaveLength(1);
  expect(log.text()).toContain('the first answer did not reach its platform');
});

test('Discord is told too late (10062): the answer is a message of the bot, and the log line has status and code', async () => {
  const world = await birdDiscord();
  const { ada, birds, discord, log } = world;
  discord.outage(callback, { kind: 'limited', retryAfter: 0.2 });
  const asked = ada.slash(birds, 'ask', { question: 'Slowly, how many?' });
  await eventually(() => discord.requests.some(({ path }) => path.endsWith('/callback')) || log.text());
  discord.advance(4000);
  await asked;
  await eventually(() => answersIn(world).length === 1);
  await isOver(world);
  const line = log
    .text()
    .split('\n')
    .find((one) => one.includes('did not reach'));
  expect(line).toContain('"code":10062,"status":404');
  expect(line).not.toContain('/callback');
});

test('somebody deletes what waits: the call is cancelled, and nothing is tried again', async () => {
  const world = await birdDiscord();
  const { ada, bo, birds, log } = world;
  const asked = await ada.slash(birds, 'ask', { question: 'Slowly, how many?' });
  bo.remove(asked.original?.json ?? expect.fail());
  await isOver(world);
  expect(bo.sees(birds)).toEqual([]);
  expect(log.text()).not.toContain('reply kept');
});
