import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { readText } from '../../support/discord-text.ts';

test('a question is acknowledged at once, answered with a table, and opens a thread in which it goes on', async () => {
  const { ada, bo, birds, seen, threadOf } = await birdDiscord();
  const asked = await ada.slash(birds, 'ask', { question: 'Which birds are there?' });
  expect(asked.acknowledged?.afterMs).toBeLessThan(3000);
  const answer = await seen(bo, birds, '4 rows');
  expect(readText(answer)).toContain('magpie');
  const thread = await threadOf(answer);
  expect(thread.name).toBe('Which birds are there?');

  await ada.slash(thread, 'ask', { question: 'How many birds?' });
  expect(readText(await seen(bo, thread, 'The answer is **4**'))).toContain('all birds');
});
