import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';
import { draftOf, scriptedWriter } from '../../support/scripted-writer.ts';

const count = draftOf('SELECT count(*) AS birds FROM birds', 'all birds');
const whichOnes = {
  kind: 'clarification',
  question: 'Heavy by what?',
  choices: ['By grams', 'By number'],
} as const;

test('a question that is declined leaves nothing in the channel: why, and what could be asked, goes to the caller alone', async () => {
  const { ada, bo, birds, seen, log } = await birdDiscord();
  await ada.slash(birds, 'ask', { question: 'What is love?' });
  const declined = await seen(ada, birds, 'I do not know "What is love?"');
  expect(declined.ephemeral).toBe(true);
  await eventually(() => bo.sees(birds).length === 0);

  await ada.press(declined, 'How many birds?');
  expect(readText(await seen(bo, birds, 'The answer is'))).toContain('all birds');
  // That its own message is gone is no reason to cancel what it answers.
  expect(log.text()).not.toContain('"command":"cancel"');
});

test('what was declined in private is asked in private when a suggestion is pressed', async () => {
  const { ada, bo, birds, seen } = await birdDiscord();
  await ada.slash(birds, 'ask', { question: 'What is love?', private: true });
  await ada.press(await seen(ada, birds, 'I do not know'), 'How many birds?');
  await seen(ada, birds, 'The answer is');
  expect(bo.sees(birds)).toEqual([]);
});

test('an unclear question is asked back with choices to press, and the thread is opened by the answer', async () => {
  const { ada, bo, birds, seen, threadOf, discord } = await birdDiscord({
    writer: scriptedWriter(whichOnes, count),
  });
  await ada.slash(birds, 'ask', { question: 'The heaviest?' });
  const back = await seen(bo, birds, 'Heavy by what?');
  await bo.press(back, 'By grams');
  const thread = await threadOf(await seen(bo, birds, 'all birds'));
  expect(thread.name).toBe('By grams');
  expect(() => discord.thread(back)).toThrow('no thread');
});

test('a source that does not exist is named in the refusal, to the caller alone', async () => {
  const { ada, bo, birds, seen } = await birdDiscord();
  await ada.slash(birds, 'ask', { question: 'How many birds?', source: 'fish' });
  const refused = await seen(ada, birds, 'fish');
  expect(readText(refused)).toContain('birds');
  await eventually(() => bo.sees(birds).length === 0);
});
