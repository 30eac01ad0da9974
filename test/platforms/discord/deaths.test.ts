import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { allAnswered, countedBirds } from '../../support/counted-birds.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';

const minute = 60_000;
const counted = 'The answer is **4**';

/** Four birds, and a writer that counts how often it is asked. */
async function aWorld() {
  const { writer, written } = countedBirds();
  const world = await birdDiscord({
    writer,
  });
  const answers = () => world.bo.sees(world.birds).filter((message) => readText(message).includes(counted));
  return {
    ...world,
    get life() {
      return world.life;
    },
    answers,
    written,
  };
}

test('R01 killed between the commit and the acknowledgement: it is answered once, in a message of the bot', async () => {
  const world = await aWorld();
  const { ada, birds, discord, restart, answers } = world;
  const died = world.life.killAt('after', 'insert');
  const asked = ada.slash(birds, 'ask', { question: 'How many birds?' });
  await died;
  await restart();
  discord.advance(4000);
  expect((await asked).acknowledged).toBeUndefined();
  await eventually(() => answers().length === 1);
  await restart();
  expect(answers()).toHaveLength(1);
});

test('R02 killed while it runs: the message that waits becomes the answer, once', async () => {
  const world = await aWorld();
  const { ada, birds, restart, answers } = world;
  const asked = await ada.slash(birds, 'ask', { question: 'Slowly, how many?' });
  await world.running(asked);
  world.life.kill();
  await restart();
  await eventually(() => answers().length === 1);
  expect(answers()[0]?.id).toBe(asked.original?.json.id);
  expect(world.bo.sees(birds)).toHaveLength(1);
});

test.each([
  ['R03 killed before the answer was sent', 'after', 'finish'],
  ['killed after the answer was sent', 'after', 'deliver'],
] as const)('%s: it is there once, and nothing is worked out again', async (_, when, deed) => {
  const world = await aWorld();
  const { ada, birds, restart, answers } = world;
  const died = world.life.killAt(when, deed);
  const asked = await ada.slash(birds, 'ask', { question: 'How many birds?' });
  await died;
  await restart();
  await allAnswered(world);
  expect(answers().map(({ id }) => id)).toEqual([asked.original?.json.id]);
  expect(world.bo.sees(birds)).toHaveLength(1);
  expect(world.written()).toBe(1);
});

test('R04 started again after the 15 minutes, and killed once more behind the answer: one message that says it is late; what still waited is gone', async () => {
  const world = await aWorld();
  const { ada, bo, birds, restart, discord, answers, threadOf } = world;
  await world.running(await ada.slash(birds, 'ask', { question: 'Slowly, how many?' }));
  world.life.kill();
  discord.advance(16 * minute);
  const before = discord.requests.length;
  await restart();
  await world.life.killAt('after', 'deliver');
  await restart();
  await allAnswered(world);
  expect(bo.sees(birds)).toHaveLength(1);
  const [late] = answers();
  if (!late) throw new Error('there is no answer');
  expect(readText(late)).toContain('This answer comes late.');
  expect((await threadOf(late)).name).toBe('Slowly, how many?');
  expect(discord.requests.slice(before).filter(({ path }) => path.startsWith('/webhooks/'))).toEqual([]);
});

test('what was asked in private and comes late goes to the person, never to the channel; where they take none, one line says so', async () => {
  const world = await aWorld();
  const { ada, bo, birds, restart, discord, log } = world;
  const shy = discord.person({ name: 'Shy', closed: true });
  await ada.slash(birds, 'ask', { question: 'Slowly, how many?', private: true });
  await shy.slash(birds, 'ask', { question: 'How many birds?', private: true });
  await world.life.killAt('after', 'finish');
  discord.advance(16 * minute);
  await restart();
  await allAnswered(world);
  expect(readText(await world.seen(ada, ada.dm, counted))).toContain('This answer comes late.');
  expect(bo.sees(birds)).toEqual([]);
  expect(log.text().match(/nobody could be reached/g)).toHaveLength(1);
  expect(discord.requests.filter(({ path }) => path === `/channels/${shy.dm.id}/messages`)).toHaveLength(1);
});

test.each([
  ['before its message was known', 'before', 'readdress'],
  ['before the answer was sent', 'after', 'finish'],
  ['after the answer was sent', 'after', 'deliver'],
] as const)('a mention is answered in one message, when the process died %s', async (_, when, deed) => {
  const world = await aWorld();
  const { ada, bo, birds, restart, discord, answers } = world;
  const died = world.life.killAt(when, deed);
  const question = ada.say(birds, `<@${discord.bot.id}> How many birds?`);
  await died;
  await restart();
  await allAnswered(world);
  expect(answers()).toHaveLength(1);
  expect(answers()[0]?.message_reference?.message_id).toBe(question.id);
  expect(bo.sees(birds)).toHaveLength(2);
});
