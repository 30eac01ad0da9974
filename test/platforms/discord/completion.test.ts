import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { eventually } from '../../support/eventually.ts';
import { knowing } from '../../support/playground.ts';

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

test('whatever was asked, the list shows it as one line that hides nothing, and threads have a name', async () => {
  const hidden = '\u200b\u200b';
  const questions = ['How\nmany?', '\u202egnp.exe', hidden, '\u0301'.repeat(100), '@everyone ```'];
  const draft = { sql: 'SELECT 1 AS one', understood: 'one' };
  const writer = knowing(Object.fromEntries(questions.map((question) => [question, draft])));
  const { ada, bo, birds, discord, store } = await birdDiscord({ writer });
  for (const question of questions) await ada.slash(birds, 'ask', { question });
  await eventually(async () => (await store.calls.unfinished()).length === 0);

  const { choices } = await bo.complete(birds, 'ask', 'question', '');
  expect(choices).toEqual([
    { name: '@everyone ```', value: '@everyone ```' },
    { name: `◌${'\u0301'.repeat(4)}`, value: '\u0301'.repeat(100) },
    { name: 'gnp.exe', value: '\u202egnp.exe' },
    { name: 'How↵many?', value: 'How\nmany?' },
  ]);
  const names = discord.requests.flatMap(({ path, body }) => (path.endsWith('/threads') ? [body] : []));
  expect(names).toContainEqual({ name: '…' });
  expect(names).toHaveLength(questions.length);
});
