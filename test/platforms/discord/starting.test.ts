import { GatewayCloseCodes } from 'discord.js';
import { expect, test } from 'vitest';
import { answering } from '../../support/answering.ts';
import { fakeDiscord } from '../../support/discord/fake-discord.ts';
import { eventually } from '../../support/eventually.ts';
import { startBot } from '../../support/started-bot.ts';

/** `magpie start` against this Discord. */
async function starting(env: Readonly<Record<string, string>> = {}) {
  const discord = await fakeDiscord();
  const start = () => startBot({ DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token, ...env });
  return { discord, start };
}

test('it says who it is on Discord and how to invite it', async () => {
  const { discord, start } = await starting();
  const bot = await start();
  await bot.url();
  expect(bot.out()).toContain('Magpie is on Discord as magpie.');
  expect(bot.out()).toContain(`https://discord.com/oauth2/authorize?client_id=${discord.bot.id}`);
  bot.interrupt();
  expect(await bot.ended).toBe(0);
  await eventually(() => discord.gateway.connections === 0);
});

test.each([
  [
    'a token that is not taken',
    { DISCORD_TOKEN: 'MTIz.wrong.canary' },
    /Bot > Reset Token.*DISCORD_TOKEN_REFUSED/,
  ],
  [
    'nobody at that address',
    { DISCORD_API_URL: 'http://127.0.0.1:1' },
    /DISCORD_API_URL.*DISCORD_UNREACHABLE/,
  ],
  [
    'a server that it is not in',
    { DISCORD_GUILD_ID: '99999999999999999' },
    /403 50001: Missing Access.*Invite the bot.*DISCORD_GUILD_ID.*DISCORD_REFUSED/,
  ],
])('%s: it says what to do, and ends with nothing left open', async (_, env, next) => {
  const { discord, start } = await starting(env);
  const bot = await start();
  expect(await bot.ended).toBe(1);
  expect(bot.err()).toMatch(next);
  expect(bot.err()).not.toContain('canary');
  expect(discord.gateway.identified).toBe(0);
});

test('questions are sent to a web address: it says which field to empty', async () => {
  const api = await answering({ id: '1', interactions_endpoint_url: 'https://bot.example' });
  const { start } = await starting({ DISCORD_API_URL: api });
  const bot = await start();
  expect(await bot.ended).toBe(1);
  expect(bot.err()).toMatch(/https:\/\/bot\.example.*Interactions Endpoint URL.*DISCORD_ENDPOINT_SET/);
});

test.each([
  [GatewayCloseCodes.DisallowedIntents, /Message Content Intent > Save Changes.*DISCORD_INTENT_MISSING/],
  [GatewayCloseCodes.AuthenticationFailed, /Bot > Reset Token.*DISCORD_TOKEN_REFUSED/],
  [GatewayCloseCodes.ShardingRequired, /the gateway closed with 4011.*DISCORD_UNREACHABLE/],
])('the gateway ends the connection with %i: it says what to do, once, and ends', async (code, next) => {
  const { discord, start } = await starting();
  discord.gateway.end(code);
  const bot = await start();
  expect(await bot.ended).toBe(1);
  expect(bot.err()).toMatch(next);
  expect(
    bot
      .err()
      .split('\n')
      .filter((line) => next.test(line)),
  ).toHaveLength(1);
  await eventually(() => discord.gateway.connections === 0);
});

test('where the playground cannot listen, Discord is left too', async () => {
  const taken = new URL(await answering({}));
  const { discord, start } = await starting({ PORT: taken.port });
  const bot = await start();
  expect(await bot.ended).toBe(1);
  expect(bot.err()).toContain('ADDRESS_UNAVAILABLE');
  expect(discord.gateway.connections).toBe(0);
});
