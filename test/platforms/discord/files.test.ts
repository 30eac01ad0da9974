import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';
import { teaCsv, teaWriter } from '../../support/tea.ts';

const teaHouse = () => birdDiscord({ writer: teaWriter });

test('/ask takes a file, and what is asked in the thread of its answer goes on with it', async () => {
  const { ada, bo, birds, seen, threadOf } = await teaHouse();
  await ada.slash(birds, 'ask', { question: 'How many cups?' }, { file: teaCsv });
  const answer = await seen(bo, birds, /The answer is \W*12/);
  expect(readText(answer)).toContain('tea.csv');
  const thread = await threadOf(answer);
  bo.say(thread, 'Which towns?');
  expect(readText(await seen(bo, thread, '3 rows'))).toContain('Busan');
  await bo.press(await seen(bo, thread, '3 rows'), 'Next page');
  await seen(bo, thread, 'Rows 3 to 3 of 3');

  await bo.slash(birds, 'ask', { question: 'How many birds?' });
  await seen(ada, birds, /The answer is \W*4/);
});

test('a question that mentions the bot with a file attached asks the file, in direct messages too', async () => {
  const { ada, birds, seen, discord } = await teaHouse();
  ada.say(birds, `<@${discord.bot.id}> How many cups?`, { files: [teaCsv] });
  await seen(ada, birds, /The answer is \W*12/);
  ada.say(ada.dm, 'Which towns?', { files: [teaCsv] });
  await seen(ada, ada.dm, '3 rows');
});

test('a file without a question is asked about, and what is none is refused before anything is fetched', async () => {
  const { ada, birds, seen, discord, store } = await teaHouse();
  ada.say(birds, `<@${discord.bot.id}>`, { files: [teaCsv] });
  await seen(ada, birds, 'What do you want to know about the file?');
  await ada.slash(birds, 'ask', { question: 'How many cups?' }, { file: { ...teaCsv, name: 'tea.exe' } });
  expect((await seen(ada, birds, 'I cannot ask that kind of file')).ephemeral).toBe(true);
  expect(await store.calls.unfinished()).toEqual([]);
});

test('a file that is too large is refused with the limit', async () => {
  const { ada, birds, seen } = await teaHouse();
  const large = { name: 'tea.csv', bytes: new Uint8Array(1_000_001).fill(65) };
  await ada.slash(birds, 'ask', { question: 'How many cups?' }, { file: large });
  await seen(ada, birds, 'That file is too large: up to 1 MB');
});

test('Edit SQL opens the statement; what is run is answered for everybody, and refused to its editor alone', async () => {
  const { ada, bo, birds, seen, restart } = await birdDiscord();
  await ada.slash(birds, 'ask', { question: 'Which birds are there?' });
  const answer = await seen(ada, birds, '4 rows');
  await restart();
  const opened = await bo.press(answer, 'Edit SQL');
  expect(JSON.stringify(opened.modal)).toContain('SELECT name, grams FROM birds ORDER BY id');
  await bo.submit(opened, { sql: 'SELECT count(*) AS n FROM birds WHERE grams > 100' });
  const edited = await seen(ada, birds, /The answer is \W*2/);
  expect(edited.ephemeral).toBe(false);
  expect(readText(edited)).toContain('edited by Bo');

  await bo.submit(await bo.press(edited, 'Edit SQL'), { sql: 'DROP TABLE birds' });
  expect((await seen(bo, birds, 'I may not run that')).ephemeral).toBe(true);
});

test('Edit SQL of an answer that is forgotten says so', async () => {
  const { ada, birds, seen, store } = await birdDiscord();
  await ada.slash(birds, 'ask', { question: 'Which birds are there?' });
  const answer = await seen(ada, birds, '4 rows');
  await eventually(async () => (await store.calls.unfinished()).length === 0);
  await ada.slash(birds, 'forget');
  await seen(ada, birds, 'I have forgotten');
  await ada.press(answer, 'Edit SQL');
  expect((await seen(ada, birds, 'That answer is no longer kept')).ephemeral).toBe(true);
});
