import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';
import { gatedWriter } from '../../support/gated-writer.ts';

const editEveryMs = 2000;

test('who waits sees how many are ahead and how long it takes, only ever less, and then what is being done', async () => {
  const writer = gatedWriter();
  const { discord, ada, bo, birds, seen } = await birdDiscord({ writer });
  for (const question of ['one', 'two']) await bo.slash(birds, 'ask', { question });
  const since = performance.now();
  const asked = await ada.slash(birds, 'ask', { question: 'three' });
  const waiting = await seen(ada, birds, /Waiting: \d+ ahead, about/);
  const edits = () =>
    discord.requests
      .filter(({ method, path }) => method === 'PATCH' && path.includes(asked.token))
      .map(({ body }) => (body as { content: string }).content);
  const allowed = () => 1 + Math.floor((performance.now() - since) / editEveryMs);

  writer.open('one');
  await eventually(() => writer.started.includes('two'));
  writer.open('two');
  await eventually(() => writer.started.includes('three'));
  expect(edits().length).toBeLessThanOrEqual(allowed());

  await eventually(() => {
    const now = bo.sees(birds).find(({ id }) => id === waiting.id);
    return now && readText(now) === 'Writing SQL';
  });
  expect(edits().length).toBeLessThanOrEqual(allowed());
  const ahead = edits().map((text) => Number(/(\d+) ahead/.exec(text)?.[1] ?? 0));
  expect(ahead).toEqual(ahead.toSorted((a, b) => b - a));

  writer.open('three');
  expect((await seen(bo, birds, 'three')).id).toBe(waiting.id);
});

test('Cancel stops what its caller waits for, and nothing of it stays in the channel; others cannot', async () => {
  const writer = gatedWriter();
  const { ada, bo, birds, seen } = await birdDiscord({ writer });
  await bo.slash(birds, 'ask', { question: 'one' });
  await ada.slash(birds, 'ask', { question: 'two' });
  const waiting = await seen(bo, birds, 'Waiting: you are next, about');

  await bo.press(waiting, 'Cancel');
  const refused = await seen(bo, birds, 'Only the person who asked');
  expect(refused.ephemeral).toBe(true);
  expect(bo.sees(birds).some(({ id }) => id === waiting.id)).toBe(true);

  await ada.press(waiting, 'Cancel');
  const cancelled = await seen(ada, birds, 'Cancelled');
  expect(cancelled.ephemeral).toBe(true);
  expect(cancelled.components).toEqual([]);
  await eventually(() => !bo.sees(birds).some(({ id }) => id === waiting.id));
  writer.open('one');
  await seen(bo, birds, 'one');
  expect(writer.started).toEqual(['one']);
});

test('Cancel below a mention says in the same message that it was cancelled', async () => {
  const writer = gatedWriter();
  const { ada, bo, birds, seen, discord } = await birdDiscord({ writer });
  ada.say(birds, `<@${discord.bot.id}> one`);
  const waiting = await seen(bo, birds, 'Thinking');
  await eventually(() => writer.started.includes('one'));
  await ada.press(waiting, 'Cancel');
  const cancelled = await seen(bo, birds, 'Cancelled');
  expect(cancelled.id).toBe(waiting.id);
  expect(cancelled.components).toEqual([]);
  expect(writer.stopped).toEqual(['one']);
});

test('who deletes their question does not want the answer: the work stops, and what waited for it goes too', async () => {
  const writer = gatedWriter();
  const { ada, bo, birds, seen, discord } = await birdDiscord({ writer });
  const question = ada.say(birds, `<@${discord.bot.id}> one`);
  await seen(bo, birds, 'Thinking');
  await eventually(() => writer.started.includes('one'));
  ada.remove(question);
  await eventually(() => writer.stopped.includes('one'));
  await eventually(() => bo.sees(birds).length === 0);
});

test('deleting the message that says "waiting" cancels, and brings no other message', async () => {
  const writer = gatedWriter();
  const { ada, bo, birds, seen } = await birdDiscord({ writer });
  await bo.slash(birds, 'ask', { question: 'one' });
  await ada.slash(birds, 'ask', { question: 'two' });
  bo.remove(await seen(bo, birds, 'Waiting'));
  writer.open('one');
  await seen(bo, birds, 'one');
  await bo.slash(birds, 'ask', { question: 'three' });
  await eventually(() => writer.started.includes('three'));
  expect(writer.started).toEqual(['one', 'three']);
  expect(bo.sees(birds)).toHaveLength(2);
});

test('when there is too much to do, that is said at once to the caller alone, with a number and a wait', async () => {
  const { ada, bo, birds, seen, discord } = await birdDiscord({ writer: gatedWriter(), perPerson: 1 });
  await ada.slash(birds, 'ask', { question: 'one' });
  const refused = await ada.slash(birds, 'ask', { question: 'two' });
  // A message at once: what was deferred for everybody could not become one for the caller alone.
  expect(refused.acknowledged?.type).toBe(4);
  const told = await seen(ada, birds, 'You have 1 calls under way already');
  expect(told.ephemeral).toBe(true);
  expect(readText(told)).toMatch(/\d+ s/);
  expect(bo.sees(birds)).toHaveLength(1);

  const question = ada.say(birds, `<@${discord.bot.id}> three`);
  const reply = await eventually(() =>
    bo.sees(birds).find(({ message_reference }) => message_reference?.message_id === question.id),
  );
  expect(readText(reply)).toContain('You have 1 calls under way already');
});
