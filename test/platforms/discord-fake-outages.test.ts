import { REST, Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { plainScene } from '../support/discord/plain-scene.ts';

test('requests fail as planned, and then no more', async () => {
  const { discord, bot, birds } = await plainScene();
  discord.outage(/POST .*\/messages/, { kind: 'fails', status: 503 }, 2);
  await expect(bot.post(birds, { content: 'a' })).rejects.toMatchObject({ status: 503 });
  await expect(bot.post(birds, { content: 'a' })).rejects.toMatchObject({ status: 503 });
  await bot.post(birds, { content: 'a' });
});

test('discord.js waits as long as a 429 says', async () => {
  const { discord, bot, birds, ada } = await plainScene();
  discord.outage(/POST .*\/messages/, { kind: 'limited', retryAfter: 0.2, global: true });
  const before = performance.now();
  await bot.post(birds, { content: 'a' });
  expect(performance.now() - before).toBeGreaterThan(190);
  expect(ada.sees(birds)).toHaveLength(1);
});

test('a connection that breaks may have done its work or not', async () => {
  const { discord, bot, birds, ada } = await plainScene();
  discord.outage(/POST .*\/messages/, { kind: 'breaks', when: 'before' });
  await expect(bot.post(birds, { content: 'a' })).rejects.toThrow();
  expect(ada.sees(birds)).toHaveLength(0);
  discord.outage(/POST .*\/messages/, { kind: 'breaks', when: 'after' });
  await expect(bot.post(birds, { content: 'a' })).rejects.toThrow();
  expect(ada.sees(birds)).toHaveLength(1);
});

test('more than a bucket holds is refused, and the headers say what is left', async () => {
  const { discord, birds } = await plainScene();
  const post = () =>
    fetch(`${discord.apiUrl}/v10${Routes.channelMessages(birds.id)}`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'a', allowed_mentions: { parse: [] } }),
    });
  const answers = [await post(), await post(), await post(), await post(), await post(), await post()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual([...'432100']);
  const refused = (await answers[5]?.json()) as { retry_after: number; global: boolean };
  expect(refused).toMatchObject({ global: false });
  expect(refused.retry_after).toBeGreaterThan(0);
});

test('what the API does not have is a violation', async () => {
  const { discord } = await plainScene();
  const rest = new REST({ version: '10', api: discord.apiUrl }).setToken(discord.token);
  await expect(rest.get('/birds')).rejects.toMatchObject({ status: 404 });
  expect(discord.violations).toHaveLength(1);
  expect(discord.requests.at(-1)).toMatchObject({ method: 'GET', path: '/birds' });
});
