import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { anUpload } from '../../support/bird-playground.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';

test('where it may open no thread, the answer stands and a button goes on with it', async () => {
  const { ada, bo, birds, seen, discord } = await birdDiscord();
  discord.deny(birds, 'CreatePublicThreads');
  await ada.slash(birds, 'ask', { question: 'Which birds are there?' });
  const answer = await seen(bo, birds, '4 rows');
  const modal = await bo.press(answer, 'Follow up');
  await bo.submit(modal, { question: 'and the light ones?' });
  await seen(ada, birds, 'birds under 100 g');
  expect(() => discord.thread(answer)).toThrow('no thread');
});

test.each([['EmbedLinks'], ['AttachFiles']] as const)(
  'where it may not %s, a mention with a picture is answered with all that is allowed',
  async (permission) => {
    const { ada, bo, birds, seen, discord } = await birdDiscord();
    discord.deny(birds, permission);
    ada.say(birds, `<@${discord.bot.id}>`, { files: [anUpload()] });
    const answer = await seen(bo, birds, 'carrion crow');
    expect(readText(answer)).toContain('83.4');
    expect(answer.embeds).toHaveLength(permission === 'AttachFiles' ? 1 : 0);
    expect(answer.files).toEqual([]);
    expect(bo.sees(birds)).toHaveLength(2);
  },
);

test('where it may not look back, what would be a reply to a mention is a message of its own', async () => {
  const { ada, bo, birds, seen, discord } = await birdDiscord();
  discord.deny(birds, 'ReadMessageHistory');
  ada.say(birds, `<@${discord.bot.id}>`);
  await seen(bo, birds, 'Ask me a question');
  ada.say(birds, `<@${discord.bot.id}> How many birds?`);
  const answer = await seen(bo, birds, 'The answer is **4**');
  expect(answer.message_reference).toBeUndefined();
  expect(bo.sees(birds)).toHaveLength(4);
});

test('where it may not write, a mention is answered in a direct message that does not claim to be late', async () => {
  const { ada, bo, birds, seen, discord, log } = await birdDiscord();
  discord.deny(birds, 'SendMessages');
  ada.say(birds, `<@${discord.bot.id}> Slowly, how many?`);
  const answer = await seen(ada, ada.dm, 'The answer is **4**');
  expect(readText(answer)).not.toContain('comes late');
  // Discord locks out whoever goes on asking for what is refused.
  expect(discord.requests.filter(({ path }) => path === `/channels/${birds.id}/messages`)).toHaveLength(2);
  expect(bo.sees(birds)).toHaveLength(1);
  expect(log.text()).not.toContain('reply kept');
});

test('where it may neither see nor write, a command is answered all the same', async () => {
  const { ada, bo, birds, seen, discord } = await birdDiscord();
  discord.deny(birds, 'ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles', 'CreatePublicThreads');
  await ada.slash(birds, 'ask', { question: 'How many birds?' });
  await seen(bo, birds, 'The answer is **4**');
  expect(ada.sees(ada.dm)).toEqual([]);
});

test('where the channel takes nothing and the person neither, one line says so and nothing is tried again', async () => {
  const { birds, discord, store, log } = await birdDiscord();
  const shy = discord.person({ name: 'Shy', closed: true });
  discord.deny(birds, 'SendMessages');
  shy.say(birds, `<@${discord.bot.id}> How many birds?`);
  await eventually(() => log.text().includes('nobody could be reached'));
  await eventually(async () => (await store.calls.unfinished()).length === 0);
  expect(log.text().match(/nobody could be reached/g)).toHaveLength(1);
});

test('an error after everybody saw the question wait: the placeholder goes, and the caller alone is told, once', async () => {
  const { ada, bo, birds, seen, discord } = await birdDiscord();
  const unsure = await ada.slash(birds, 'ask', { question: 'What is love?' });
  const told = await seen(ada, birds, 'I do not know "What is love?"');
  expect(told.ephemeral).toBe(true);
  await eventually(() => bo.sees(birds).length === 0);
  expect(ada.sees(birds)).toHaveLength(1);
  expect(unsure.followups).toHaveLength(1);
  expect(discord.requests.filter(({ path }) => path.includes(`/channels/${ada.dm.id}`))).toEqual([]);
});
