import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { draftOf, scriptedWriter } from '../../support/scripted-writer.ts';

const all = draftOf('SELECT name, grams FROM birds ORDER BY id', 'all birds');
const light = draftOf('SELECT name FROM birds WHERE grams < 100', 'birds under 100 g');

test('who added the bot for themselves asks in a server without it, and goes on by the button', async () => {
  const writer = scriptedWriter(all, light);
  const { discord, bo, seen } = await birdDiscord({ writer });
  const far = discord.channel({ name: 'far', guild: discord.guild({ name: 'Far', hasBot: false }) });
  const eve = discord.person({ name: 'Eve', installed: 'user' });
  await eve.slash(far, 'ask', { question: 'Which birds are there?' });
  const answer = await seen(bo, far, '4 rows');
  const opened = await eve.press(answer, 'Follow up');
  await eve.submit(opened, { question: 'and the light ones?' });
  await seen(bo, far, 'birds under 100 g');
  expect(writer.tasks[1]?.history).toMatchObject([{ question: 'Which birds are there?', sameThread: true }]);
});

test('in a group without the bot, pages, files and refusals reach whoever pressed', async () => {
  const { discord, seen } = await birdDiscord();
  const friends = discord.channel({ name: 'friends' });
  const eve = discord.person({ name: 'Eve', installed: 'user' });
  await eve.slash(friends, 'ask', { question: 'Which birds are there?' });
  const answer = await seen(eve, friends, '4 rows');
  await eve.press(answer, 'CSV');
  expect((await seen(eve, friends, 'ready to open')).files).toHaveLength(1);
  await eve.slash(friends, 'ask', { question: 'What is love?' });
  expect((await seen(eve, friends, 'I do not know')).ephemeral).toBe(true);
});
