import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { aPicture } from '../../support/bird-playground.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';

const picture = { name: 'magpie.png', bytes: await aPicture().bytes() };

test('/classify ranks what is in the picture with bars, and shows the picture beside them', async () => {
  const { ada, bo, birds, seen } = await birdDiscord();
  await ada.slash(birds, 'classify', { top: 2, model: 'three-birds' }, { image: picture });
  const answer = await seen(bo, birds, 'three-birds');
  const text = readText(answer);
  expect(text).toMatch(/magpie.*83/);
  expect(text).toContain('carrion crow');
  expect(text).not.toContain('wren');
  expect(text).toContain('█');
  expect(answer.embeds[0]?.thumbnail?.url).toMatch(/^attachment:|magpie\.png/);
  expect(answer.files.map(({ bytes }) => [...bytes])).toEqual([[...picture.bytes]]);
});

test('several pictures of one call have a ranking each in one answer, and each a right and a wrong', async () => {
  const { ada, bo, birds, seen, store } = await birdDiscord();
  const other = { ...picture, name: 'crow.png' };
  await ada.slash(birds, 'classify', {}, { image: picture, image2: other });
  const answer = await seen(bo, birds, 'three-birds');
  expect(answer.embeds.map(({ title }) => title)).toEqual(['In the picture', 'magpie.png', 'crow.png']);
  await bo.press(answer, '1: Right');
  await seen(bo, birds, 'Noted: "magpie" is right.');
  await ada.submit(await ada.press(answer, '2: Wrong: …'), { comment: 'a jay' });
  const confirmed = await seen(ada, birds, 'Noted: not "magpie" but "a jay".');
  expect(confirmed.ephemeral).toBe(true);
  expect(await store.feedback.all()).toMatchObject([
    { callerId: bo.id, picture: 1, vote: 'up' },
    { callerId: ada.id, picture: 2, vote: 'down', comment: 'a jay' },
  ]);
});

test('an unknown model is told to the caller alone, with those that there are', async () => {
  const { ada, bo, birds, seen } = await birdDiscord();
  await ada.slash(birds, 'classify', { model: 'no-birds' }, { image: picture });
  expect(readText(await seen(ada, birds, 'no-birds'))).toContain('three-birds');
  await eventually(() => bo.sees(birds).length === 0);
});

test('what the context menu is opened on is classified, also when somebody else posted it', async () => {
  const { ada, bo, birds, seen } = await birdDiscord({ fake: { messageContent: false } });
  const post = bo.say(birds, 'look what I saw', { files: [picture] });
  await ada.contextMenu(post, 'Classify image');
  expect((await seen(bo, birds, 'carrion crow')).ephemeral).toBe(false);
});

test('the context menu on a message without a picture says so, to the caller alone', async () => {
  const { ada, bo, birds, seen } = await birdDiscord();
  const post = bo.say(birds, 'no picture here');
  await ada.contextMenu(post, 'Classify image');
  expect((await seen(ada, birds, 'There is no picture in that message.')).ephemeral).toBe(true);
  expect(bo.sees(birds)).toHaveLength(1);
});

test('a mention with a picture is answered in a reply, also in a thread and without the intent', async () => {
  const { ada, bo, birds, seen, threadOf, discord } = await birdDiscord({ fake: { messageContent: false } });
  const post = bo.say(birds, `<@${discord.bot.id}>`, { files: [picture] });
  const answer = await seen(ada, birds, 'carrion crow');
  expect(answer.message_reference?.message_id).toBe(post.id);

  await ada.slash(birds, 'ask', { question: 'How many birds?' });
  const thread = await threadOf(await seen(ada, birds, 'The answer is'));
  ada.say(thread, `<@${discord.bot.id}> and this one?`, { files: [picture] });
  await seen(bo, thread, 'carrion crow');
});

test('a mention in reply to a picture is about that picture', async () => {
  const { ada, bo, birds, seen, discord } = await birdDiscord();
  const post = bo.say(birds, 'what is that?', { files: [picture] });
  ada.say(birds, `<@${discord.bot.id}>`, { reply: post });
  await seen(bo, birds, 'carrion crow');
});

test('a picture that its poster has hidden as a spoiler is ranked, and not shown', async () => {
  const { ada, bo, birds, seen } = await birdDiscord();
  const post = bo.say(birds, 'do not look', { files: [{ ...picture, name: 'SPOILER_end.png' }] });
  await ada.contextMenu(post, 'Classify image');
  const answer = await seen(ada, birds, 'carrion crow');
  expect(answer.files).toEqual([]);
  expect(answer.embeds[0]?.thumbnail).toBeUndefined();
});

test('/teach and /classify: the channel knows its own label, completes it, and lists it', async () => {
  const { ada, bo, birds, seen } = await birdDiscord();
  await ada.slash(birds, 'teach', { label: 'Rex <@1> **bold**' }, { image: picture });
  expect(readText(await seen(bo, birds, 'I know it here'))).toContain('Rex');
  await bo.slash(birds, 'classify', {}, { image: { ...picture, name: 'again.png' } });
  const answer = await seen(bo, birds, 'As taught here');
  expect(readText(answer)).toContain('again.png');
  expect(JSON.stringify(answer)).not.toMatch(/[^\\]\*\*bold\*\*/);
  const offered = await bo.complete(birds, 'labels', 'remove', 're');
  expect(offered.choices?.map(({ value }) => value)).toEqual(['Rex <@1> **bold**']);
  await bo.slash(birds, 'labels', {});
  expect(readText(await seen(ada, birds, 'taught one label'))).toContain('three-birds');
  await bo.slash(birds, 'labels', { remove: 'Rex <@1> **bold**' });
  expect((await seen(bo, birds, 'taught by others')).ephemeral).toBe(true);
});
