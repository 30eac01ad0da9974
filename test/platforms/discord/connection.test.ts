import { GatewayCloseCodes } from 'discord.js';
import { expect, test } from 'vitest';
import { type BirdDiscord, birdDiscord } from '../../support/bird-discord.ts';
import { eventually } from '../../support/eventually.ts';

const asks = ({ ada, birds, discord }: BirdDiscord, question: string) =>
  ada.say(birds, `<@${discord.bot.id}> ${question}`);

test('what is asked while the connection is down is answered once it is up again, and nothing twice', async () => {
  const world = await birdDiscord();
  const { bo, birds, discord, seen } = world;
  asks(world, 'How many birds?');
  await seen(bo, birds, 'The answer is');
  discord.gateway.drop();
  asks(world, 'Which birds are there?');
  await seen(bo, birds, '4 rows');
  expect(bo.sees(birds)).toHaveLength(4);
  expect(discord.gateway).toMatchObject({ identified: 1, resumed: 1 });
});

test('asked to connect again it does, and begins anew where its session is over', async () => {
  const world = await birdDiscord();
  const { bo, birds, discord, seen } = world;
  discord.gateway.askToReconnect();
  await eventually(() => discord.gateway.resumed === 1);
  asks(world, 'How many birds?');
  await seen(bo, birds, 'The answer is');
  discord.gateway.invalidate();
  // discord.js waits 5 s before it identifies again.
  await expect.poll(() => discord.gateway.identified, { timeout: 15_000 }).toBe(2);
  asks(world, 'Which birds are there?');
  await seen(bo, birds, '4 rows');
});

test('on two shards, servers of both and direct messages are answered', async () => {
  const { ada, discord, seen } = await birdDiscord({ fake: { shards: 2 } });
  const channels = [0, 1].map((shard) => discord.channel({ name: 'birds', guild: discord.guild({ shard }) }));
  expect(discord.gateway).toMatchObject({ identified: 2, connections: 2 });
  for (const channel of [...channels, ada.dm]) {
    await ada.slash(channel, 'ask', { question: 'How many birds?' });
    await seen(ada, channel, 'The answer is');
  }
});

test('a token that is revoked while it runs is one error line with what to do; the playground goes on', async () => {
  const { discord, log, house } = await birdDiscord();
  discord.gateway.end(GatewayCloseCodes.AuthenticationFailed);
  await eventually(() => log.text().includes('DISCORD_TOKEN_REFUSED'));
  expect((await fetch(house.url)).status).toBe(200);
  const lines = log
    .text()
    .split('\n')
    .filter((line) => line.includes('DISCORD_TOKEN_REFUSED'));
  expect(lines).toEqual([expect.stringContaining('Bot > Reset Token')]);
  expect(discord.gateway.connections).toBe(0);
});
