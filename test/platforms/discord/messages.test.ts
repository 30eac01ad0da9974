import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';
import { draftOf, scriptedWriter } from '../../support/scripted-writer.ts';

const all = draftOf('SELECT name, grams FROM birds ORDER BY id', 'all birds');
const light = draftOf('SELECT name FROM birds WHERE grams < 100', 'birds under 100 g');

test('a mention with a question is answered in a reply to it, which opens a thread', async () => {
  const { ada, bo, birds, seen, threadOf, discord } = await birdDiscord({ fake: { messageContent: false } });
  const question = ada.say(birds, `<@${discord.bot.id}> How many birds?`);
  const answer = await seen(bo, birds, 'The answer is **4**');
  expect(answer.message_reference?.message_id).toBe(question.id);
  expect((await threadOf(answer)).name).toBe('How many birds?');
  expect(bo.sees(birds)).toHaveLength(2);
});

test('a mention without a word says what can be asked, and so does the same one told twice', async () => {
  const { ada, bo, birds, seen, discord } = await birdDiscord({ fake: { messageContent: false } });
  const empty = ada.say(birds, `<@${discord.bot.id}>`);
  discord.repeat(empty);
  await seen(bo, birds, 'Ask me a question about the data');
  await sleep(100);
  expect(bo.sees(birds)).toHaveLength(2);
});

test('what people and other bots say to each other is none of its business', async () => {
  const { ada, birds, discord } = await birdDiscord();
  ada.say(birds, 'How many birds?');
  const robot = discord.person({ name: 'Robot', bot: true });
  robot.say(birds, `<@${discord.bot.id}> How many birds?`);
  ada.say(birds, `<@${discord.bot.id}> Which birds are there?`);
  await eventually(() => ada.sees(birds).some((message) => readText(message).includes('4 rows')));
  expect(ada.sees(birds)).toHaveLength(4);
});

test('a question told twice is answered once', async () => {
  const { ada, bo, birds, seen, discord } = await birdDiscord();
  const question = ada.say(birds, `<@${discord.bot.id}> Slowly, how many?`);
  discord.repeat(question);
  await seen(bo, birds, 'The answer is');
  discord.repeat(question);
  await sleep(200);
  expect(bo.sees(birds)).toHaveLength(2);
});

test('an interaction told twice is acknowledged and answered once', async () => {
  const { ada, bo, birds, seen, discord } = await birdDiscord();
  const asked = await ada.slash(birds, 'ask', { question: 'How many birds?' });
  discord.repeat(asked);
  await seen(bo, birds, 'The answer is');
  discord.repeat(asked);
  await sleep(200);
  expect(bo.sees(birds)).toHaveLength(1);
  const acknowledged = discord.requests.filter(({ path }) => path.endsWith('/callback'));
  expect(acknowledged).toHaveLength(1);
});

test('a direct message without a word or a picture is answered with what there is to do', async () => {
  const { ada, seen } = await birdDiscord({ fake: { messageContent: false } });
  ada.say(ada.dm, '', { files: [{ name: 'report.pdf', bytes: new Uint8Array([1]) }] });
  await seen(ada, ada.dm, 'Ask me a question about the data, or add a picture');
});

test('in a direct message there is no need to mention it, and it knows what was asked before', async () => {
  const writer = scriptedWriter(all, light);
  const { ada, seen } = await birdDiscord({ writer, fake: { messageContent: false } });
  ada.say(ada.dm, 'Which birds are there?');
  await seen(ada, ada.dm, '4 rows');
  ada.say(ada.dm, 'and the light ones?');
  await seen(ada, ada.dm, 'birds under 100 g');
  expect(writer.tasks[0]?.history).toEqual([]);
  expect(writer.tasks[1]?.history).toMatchObject([{ question: 'Which birds are there?', sameThread: true }]);
});
