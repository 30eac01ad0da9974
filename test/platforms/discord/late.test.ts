import { expect, test } from 'vitest';
import { createDiscordPlatform } from '../../../src/platforms/discord/index.ts';
import { birdDiscord } from '../../support/bird-discord.ts';
import { discordOptions } from '../../support/discord-options.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';

const minute = 60_000;

test.each([14.6, 20])(
  'after %d minutes of waiting the answer is a message of the bot, and the one that waited is gone',
  async (minutes) => {
    const { ada, bo, birds, discord, seen } = await birdDiscord();
    await ada.slash(birds, 'ask', { question: 'Slowly, how many?' });
    discord.advance(minutes * minute);
    const answer = await seen(bo, birds, 'The answer is **4**');
    expect(readText(answer)).toContain('This answer comes late.');
    await eventually(() => bo.sees(birds).length === 1);
  },
);

test('before that, it takes the place of what waited and says nothing of the kind', async () => {
  const { ada, bo, birds, discord, seen } = await birdDiscord();
  const asked = await ada.slash(birds, 'ask', { question: 'Slowly, how many?' });
  discord.advance(14 * minute);
  const answer = await seen(bo, birds, 'The answer is **4**');
  expect(answer.id).toBe(asked.original?.json.id);
  expect(readText(answer)).not.toContain('late');
});

test('an hour later nobody waits any more: the caller alone is told, and the channel is tidy', async () => {
  const world = await birdDiscord();
  const { ada, bo, birds, discord, restart, seen, store } = world;
  const asked = await ada.slash(birds, 'ask', { question: 'Slowly, how many?' });
  await world.running(asked);
  world.life.kill();
  discord.advance(61 * minute);
  await restart();
  await seen(ada, ada.dm, 'This answer comes late.');
  await eventually(() => bo.sees(birds).length === 0);
  await eventually(async () => (await store.calls.byDedupeKey('discord', asked.id))?.state === 'expired');
});

test('that a press of Cancel has done its work is not told late', async () => {
  const world = await birdDiscord();
  const { ada, birds, discord, restart, seen, store } = world;
  ada.say(birds, `<@${discord.bot.id}> Slowly, how many?`);
  const waiting = await seen(ada, birds, 'Thinking');
  const died = world.life.killAt('before', 'deliver');
  const pressing = ada.press(waiting, 'Cancel');
  await died;
  discord.advance(16 * minute);
  const { id } = await pressing;
  await restart();
  await eventually(async () => (await store.calls.byDedupeKey('discord', id))?.state === 'done');
  expect(ada.sees(ada.dm).map(readText).join()).not.toMatch(/I have stopped it|It was over already/);
});

test('where nothing can be shown, what it is doing is tried once', async () => {
  const { ada, birds, discord, store, log } = await birdDiscord();
  discord.deny(birds, 'SendMessages');
  ada.say(birds, `<@${discord.bot.id}> Slowly, how many?`);
  const [stored] = await eventually(async () => {
    const found = await store.calls.unfinished();
    return found.length > 0 && found;
  });
  if (!stored) throw new Error('it was not taken');
  const { courier } = createDiscordPlatform(discordOptions(discord, { store, log }));
  for (let tries = 0; tries < 5; tries += 1)
    await courier.progress(stored.call, { kind: 'working', step: 'running' }).catch(() => {});
  const sent = discord.requests.filter(({ path }) => path === `/channels/${birds.id}/messages`);
  expect(sent.length).toBeLessThanOrEqual(3);
});
