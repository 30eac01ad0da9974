import { expect, test } from 'vitest';
import { birdSlack } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { readText } from '../../support/slack-text.ts';
import { teaCsv, teaWriter } from '../../support/tea.ts';

const teaHouse = () => birdSlack({ writer: teaWriter });

test('the form of /ask takes a file, and what is asked in the thread of its answer goes on with it', async () => {
  const { ada, bo, birds, seen } = await teaHouse();
  const { modal } = await ada.slash(birds, '/ask');
  if (!modal) throw new Error('no form was opened');
  const pdf = { ...teaCsv, name: 'tea.pdf' };
  await expect(ada.submit(modal, { question: 'How many cups?', file: [pdf] })).rejects.toThrow(
    'no such files',
  );
  await ada.submit(modal, { question: 'How many cups?', file: [teaCsv] });
  const answer = await seen(bo, birds, 'The answer is 12');
  expect(readText(answer)).toContain('tea.csv');
  bo.say(birds, 'Which towns?', { thread: answer.ts });
  expect((await seen(bo, birds, '3 rows')).thread_ts).toBe(answer.ts);
});

test('a question that mentions the app with a file, and one in a direct message, asks the file', async () => {
  const { ada, birds, seen, team } = await teaHouse();
  ada.say(birds, `<@${team.bot.userId}> How many cups?`, { files: [teaCsv] });
  await seen(ada, birds, 'The answer is 12');
  ada.say(ada.dm, 'Which towns?', { files: [teaCsv] });
  await seen(ada, ada.dm, '3 rows');
  ada.say(ada.dm, '', { files: [teaCsv] });
  await seen(ada, ada.dm, 'What do you want to know about the file?');
});

test('Edit SQL opens the statement; what is run is answered for everybody, and refused to its editor alone', async () => {
  const { ada, bo, birds, seen, restart } = await birdSlack();
  await ada.slash(birds, '/ask', 'Which birds are there?');
  const answer = await seen(ada, birds, '4 rows');
  await restart();
  await bo.press(answer, 'Edit SQL');
  const form = await eventually(() => bo.opens());
  expect(JSON.stringify(form.body)).toContain('SELECT name, grams FROM birds ORDER BY id');
  await bo.submit(form, { sql: 'SELECT count(*) AS n FROM birds WHERE grams > 100' });
  const edited = await seen(ada, birds, 'The answer is 2');
  expect(edited.ephemeral).toBe(false);
  expect(readText(edited)).toContain('edited by Bo');

  await bo.press(answer, 'Edit SQL');
  await bo.submit(await eventually(() => bo.opens()), { sql: 'DROP TABLE birds' });
  expect((await seen(bo, birds, 'I may not run that')).ephemeral).toBe(true);
});
