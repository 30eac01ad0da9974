import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type BirdDiscord, birdDiscord } from '../../support/bird-discord.ts';
import type { SeenMessage, Someone } from '../../support/discord/someone.ts';
import { draftOf, knew, scriptedWriter } from '../../support/scripted-writer.ts';

const first = 'Which birds are there?';
const all = draftOf('SELECT name, grams FROM birds ORDER BY id', 'all birds');
const light = draftOf('SELECT name FROM birds WHERE grams < 100', 'birds under 100 g');
const old = draftOf("SELECT name FROM birds WHERE seen < '2026-01-04'", 'birds before January 4');

/** Ada has asked which birds there are. */
async function asked({
  messageContent,
  threads = true,
  hidden = false,
}: {
  messageContent: boolean;
  threads?: boolean;
  hidden?: boolean;
}) {
  const writer = scriptedWriter(all, light, old);
  const stage = await birdDiscord({ writer, fake: { messageContent } });
  const { discord, ada, birds, seen } = stage;
  if (!threads) discord.deny(birds, 'CreatePublicThreads');
  await ada.slash(birds, 'ask', { question: first, private: hidden });
  return { ...stage, writer, answer: await seen(ada, birds, '4 rows') };
}

async function followUp(by: Someone, answer: SeenMessage, question: string) {
  await by.submit(await by.press(answer, 'Follow up'), { question });
}

const inThread = async ({ threadOf, answer, ...stage }: BirdDiscord & { answer: SeenMessage }) => ({
  ...stage,
  answer,
  thread: await threadOf(answer),
});

test('with the intent, whatever people write in a thread that Magpie opened is a follow-up', async () => {
  const stage = await asked({ messageContent: true });
  const { ada, bo, thread, seen } = await inThread(stage);
  ada.say(thread, 'and the light ones?');
  await seen(bo, thread, 'birds under 100 g');
  bo.say(thread, 'and before January 4?');
  await seen(ada, thread, 'birds before January 4');
  expect(knew(stage.writer)).toEqual([[], [first], [first, 'and the light ones?']]);
});

test('threads that people opened, other bots, and its own messages are not listened to', async () => {
  const stage = await asked({ messageContent: true });
  const { ada, birds, thread, discord, seen } = await inThread(stage);
  const theirs = ada.openThread(ada.say(birds, 'lunch?'), 'lunch');
  ada.say(theirs, 'and the light ones?');
  discord.person({ name: 'Robot', bot: true }).say(thread, 'and the light ones?');
  ada.say(thread, 'and before January 4?');
  await seen(ada, thread, 'birds under 100 g');
  await sleep(100);
  expect(stage.writer.tasks.map(({ question }) => question)).toEqual([first, 'and before January 4?']);
  expect(ada.sees(theirs)).toHaveLength(1);
});

test('without the intent, a mention, a reply and /ask go on in the thread, and small talk is left alone', async () => {
  const stage = await asked({ messageContent: false });
  const { ada, bo, thread, discord, seen } = await inThread(stage);
  ada.say(thread, 'nice');
  ada.say(thread, `<@${discord.bot.id}> and the light ones?`);
  const second = await seen(bo, thread, 'birds under 100 g');
  bo.say(thread, 'and before January 4?', { reply: second });
  await seen(ada, thread, 'birds before January 4');
  expect(knew(stage.writer)).toEqual([[], [first], [first, 'and the light ones?']]);
});

test('/ask in the thread goes on with it', async () => {
  const stage = await asked({ messageContent: false });
  const { bo, thread, seen } = await inThread(stage);
  await bo.slash(thread, 'ask', { question: 'and the light ones?' });
  await seen(bo, thread, 'birds under 100 g');
  expect(knew(stage.writer)).toEqual([[], [first]]);
});

test('the button asks for a follow-up, below the first answer and below those in its thread', async () => {
  const stage = await asked({ messageContent: false });
  const { ada, bo, birds, answer, thread, seen } = await inThread(stage);
  await followUp(bo, answer, 'and the light ones?');
  await seen(ada, birds, 'birds under 100 g');
  await ada.slash(thread, 'ask', { question: 'and before January 4?' });
  await seen(ada, thread, 'birds before January 4');
  expect(knew(stage.writer)).toEqual([[], [first], [first, 'and the light ones?']]);
});

test('where no thread can be opened, buttons and replies go on all the same', async () => {
  const { writer, ada, bo, birds, answer, seen } = await asked({ messageContent: false, threads: false });
  await followUp(bo, answer, 'and the light ones?');
  const second = await seen(bo, birds, 'birds under 100 g');
  ada.say(birds, 'and before January 4?', { reply: second });
  await seen(bo, birds, 'birds before January 4');
  expect(knew(writer)).toEqual([[], [first], [first, 'and the light ones?']]);
});

test('who goes on before Discord has opened the thread goes on all the same', async () => {
  const writer = scriptedWriter(all, light);
  const { discord, ada, bo, birds, seen } = await birdDiscord({ writer });
  discord.outage(/POST .*\/threads$/, { kind: 'limited', retryAfter: 1 });
  await ada.slash(birds, 'ask', { question: first });
  await followUp(bo, await seen(bo, birds, '4 rows'), 'and the light ones?');
  await seen(ada, birds, 'birds under 100 g');
  expect(knew(writer)).toEqual([[], [first]]);
});

test('a follow-up of a private answer stays private, and knows what it follows', async () => {
  const { writer, ada, bo, birds, answer, seen } = await asked({ messageContent: true, hidden: true });
  await followUp(ada, answer, 'and the light ones?');
  const second = await seen(ada, birds, 'birds under 100 g');
  await followUp(ada, second, 'and before January 4?');
  await seen(ada, birds, 'birds before January 4');
  expect(bo.sees(birds)).toEqual([]);
  expect(knew(writer)).toEqual([[], [first], [first, 'and the light ones?']]);
});

test('what somebody asked in private in a thread is nothing that others lean on', async () => {
  const stage = await asked({ messageContent: true });
  const { ada, bo, thread, seen } = await inThread(stage);
  await ada.slash(thread, 'ask', { question: 'and the light ones?', private: true });
  await seen(ada, thread, 'birds under 100 g');
  bo.say(thread, 'and before January 4?');
  await seen(bo, thread, 'birds before January 4');
  expect(knew(stage.writer)).toEqual([[], [first], [first]]);
});

test('threads are known again when Magpie has been started again', async () => {
  const stage = await asked({ messageContent: true });
  const { ada, bo, thread, seen } = await inThread(stage);
  await stage.restart();
  ada.say(thread, 'and the light ones?');
  await seen(bo, thread, 'birds under 100 g');
  expect(knew(stage.writer)).toEqual([[], [first]]);
});
