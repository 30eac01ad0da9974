import { describe, expect, test } from 'vitest';
import { type BirdSlack, birdSlack } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import type { Outage } from '../../support/slack/outages.ts';
import { readText } from '../../support/slack-text.ts';

const counted = 'The answer is 4';
const answersIn = ({ bo, birds }: BirdSlack) =>
  bo.sees(birds).filter((message) => readText(message).includes(counted));
const isOver = ({ store }: BirdSlack) =>
  eventually(async () => (await store.calls.unfinished()).length === 0);

const outages: readonly Outage[] = [
  { kind: 'http', status: 500 },
  { kind: 'http', status: 503 },
  { kind: 'error', error: 'internal_error' },
  { kind: 'limited', retryAfter: 1 },
  { kind: 'broken' },
  { kind: 'lost' },
];

describe.each(['chat.postMessage', 'chat.update'])('where %s meets an outage', (method) => {
  test.each(outages)('a command is answered once: %j', async (outage) => {
    const world = await birdSlack();
    const { ada, bo, birds, slack } = world;
    slack.outage(new RegExp(`^${method}$`), outage, 2);
    await ada.slash(birds, '/ask', 'How many birds?');
    await eventually(() => answersIn(world).length === 1);
    await isOver(world);
    expect(bo.sees(birds)).toHaveLength(1);
  });

  test.each(outages)('a mention is answered once: %j', async (outage) => {
    const world = await birdSlack();
    const { ada, bo, birds, slack, team } = world;
    slack.outage(new RegExp(`^${method}$`), outage);
    const asked = ada.say(birds, `<@${team.bot.userId}> How many birds?`);
    await eventually(() => answersIn(world).length === 1);
    await isOver(world);
    expect(answersIn(world)[0]?.thread_ts).toBe(asked.ts);
    expect(bo.sees(birds)).toHaveLength(2);
  });
});

test('R23 while Slack wants to be left alone in one channel, others are answered; nothing comes there before it is time', async () => {
  const world = await birdSlack();
  const { ada, bo, birds, slack, team, seen } = world;
  const fish = slack.channel({ name: 'fish', team });
  slack.outage(/^chat\.postMessage$/, { kind: 'limited', retryAfter: 2 });
  await ada.slash(birds, '/ask', 'How many birds?');
  await bo.slash(fish, '/ask', 'Which birds are there?');
  await seen(bo, fish, '4 rows');
  expect(bo.sees(birds)).toEqual([]);
  await eventually(() => answersIn(world).length === 1);
  const sent = slack.requests.filter(
    ({ method, args }) => method === 'chat.postMessage' && args.channel === birds.id,
  );
  const [refused, taken] = sent.map(({ at }) => at);
  expect(sent).toHaveLength(2);
  expect((taken ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(2000);
});

test('where nothing comes back for what is asked about a person, they are answered in English, in time', async () => {
  const { ada, bo, birds, slack, seen } = await birdSlack();
  slack.outage(/^users\.info$/, { kind: 'hang' });
  const asked = await ada.slash(birds, '/ask', 'How many birds?');
  expect(asked.acknowledged?.afterMs).toBeLessThan(3000);
  await seen(bo, birds, counted);
});

test('a request that Slack never answers is given up, and made again', async () => {
  const world = await birdSlack();
  const { ada, bo, birds, slack } = world;
  slack.outage(/^chat\.update$/, { kind: 'hang' });
  await ada.slash(birds, '/ask', 'How many birds?');
  await eventually(() => answersIn(world).length === 1);
  await isOver(world);
  expect(bo.sees(birds)).toHaveLength(1);
});

test('what goes to the caller alone is said once, however often what waited for it cannot be removed', async () => {
  const world = await birdSlack();
  const { ada, bo, birds, slack } = world;
  slack.outage(/^chat\.delete$/, { kind: 'http', status: 503 }, 2);
  await ada.slash(birds, '/ask', 'What is love?');
  await isOver(world);
  expect(bo.sees(birds)).toEqual([]);
  expect(ada.sees(birds).map(({ ephemeral }) => ephemeral)).toEqual([true]);
});

test.each([
  ['who may read along is told, and cancels it', undefined],
  ['who hears of mentions alone lets it be', ['app_mention']],
])('somebody deletes what waits: %s; nothing is tried again', async (_, subscriptions) => {
  const world = await birdSlack({ fake: { ...(subscriptions && { subscriptions }) } });
  const { ada, bo, birds, log } = world;
  await ada.slash(birds, '/ask', 'Slowly, how many?');
  await world.running();
  bo.remove(bo.sees(birds)[0] ?? expect.fail());
  await isOver(world);
  expect(bo.sees(birds)).toEqual([]);
  for (const { ephemeral } of ada.sees(birds)) expect(ephemeral).toBe(true);
  expect(log.text()).not.toContain('reply kept');
});
