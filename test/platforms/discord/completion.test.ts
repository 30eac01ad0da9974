import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';

test('while typing, the sources, the models and what was asked here lately are offered', async () => {
  const { ada, bo, birds, seen } = await birdDiscord();
  const offered = async (...what: [command: string, option: string, text: string]) =>
    (await bo.complete(birds, ...what)).choices?.map(({ value }) => value);

  expect(await offered('ask', 'question', '')).toEqual([]);
  for (const question of ['How many birds?', 'How many birds?', 'Which birds are there?']) {
    await ada.slash(birds, 'ask', { question });
    await seen(ada, birds, question);
  }
  await ada.slash(birds, 'ask', { question: 'and the light ones?', private: true });
  await seen(ada, birds, 'birds under 100 g');

  expect(await offered('ask', 'question', '')).toEqual(['Which birds are there?', 'How many birds?']);
  expect(await offered('ask', 'question', 'MANY')).toEqual(['How many birds?']);
  expect(await offered('ask', 'source', 'bi')).toEqual(['birds']);
  expect(await offered('ask', 'source', 'fish')).toEqual([]);
  expect(await offered('classify', 'model', 'three')).toEqual(['three-birds']);
  const own = await ada.complete(birds, 'ask', 'question', 'light');
  expect(own.choices).toEqual([{ name: 'and the light ones?', value: 'and the light ones?' }]);
});
