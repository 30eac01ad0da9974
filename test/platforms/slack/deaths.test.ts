import { describe, expect, test } from 'vitest';
import { birdSlack, transports } from '../../support/bird-slack.ts';
import { allAnswered, countedBirds } from '../../support/counted-birds.ts';
import { eventually } from '../../support/eventually.ts';
import { readText } from '../../support/slack-text.ts';

const minute = 60_000;
const counted = 'The answer is 4';

/** Four birds, and a writer that counts how often it is asked. */
async function aWorld(transport: (typeof transports)[number]) {
  const { writer, written } = countedBirds();
  const world = await birdSlack({
    transport,
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

describe.each(transports)('by %s', (transport) => {
  test('R01 killed between the commit and the acknowledgement: it is answered once', async () => {
    const world = await aWorld(transport);
    const { ada, birds, slack, restart, answers } = world;
    const died = world.life.killAt('after', 'insert');
    const asked = ada.slash(birds, '/ask', 'How many birds?');
    await died;
    await restart();
    slack.advance(4000);
    expect((await asked).acknowledged).toBeUndefined();
    await eventually(() => answers().length === 1);
    await restart();
    expect(answers()).toHaveLength(1);
    expect(world.bo.sees(birds)).toHaveLength(1);
  });

  test('killed before the commit: a message is answered once, as Slack tells of it again', async () => {
    const world = await aWorld(transport);
    const { ada, birds, slack, team, restart, answers } = world;
    const died = world.life.killAt('before', 'insert');
    ada.say(birds, `<@${team.bot.userId}> How many birds?`);
    await died;
    await restart();
    await eventually(() => {
      slack.advance(1000);
      return answers().length === 1;
    });
    await allAnswered(world);
    expect(world.bo.sees(birds)).toHaveLength(2);
  });

  test('R02 killed while it runs: the message that waits becomes the answer, once', async () => {
    const world = await aWorld(transport);
    const { ada, bo, birds, restart, answers } = world;
    await ada.slash(birds, '/ask', 'Slowly, how many?');
    await world.running();
    const [waiting] = bo.sees(birds);
    world.life.kill();
    await restart();
    await eventually(() => answers().length === 1);
    await allAnswered(world);
    expect(bo.sees(birds).map(({ ts }) => ts)).toEqual([waiting?.ts]);
  });

  test('killed before the ts of what waits was stored: it is found again, and becomes the answer', async () => {
    const world = await aWorld(transport);
    const { ada, bo, birds, restart, answers, slack } = world;
    const died = world.life.killAt('before', 'readdress');
    await ada.slash(birds, '/ask', 'How many birds?');
    await died;
    const waited = bo.sees(birds).map(({ ts }) => ts);
    expect(waited).toHaveLength(1);
    // That Slack cannot be asked now is no reason to say it twice.
    slack.outage(/^conversations\.history$/, { kind: 'http', status: 503 });
    await restart();
    await allAnswered(world);
    expect(answers().map(({ ts }) => ts)).toEqual(waited);
    expect(bo.sees(birds)).toHaveLength(1);
  });

  test.each([
    ['R03 before the answer was sent', 'after', 'finish'],
    ['as it was sent', 'before', 'deliver'],
    ['after it was sent', 'after', 'deliver'],
    ['before it was noted as sent', 'before', 'delivered'],
  ] as const)('killed %s: it is there once, and is not worked out twice', async (_, when, deed) => {
    const world = await aWorld(transport);
    const { ada, bo, birds, restart, answers } = world;
    const died = world.life.killAt(when, deed);
    await ada.slash(birds, '/ask', 'How many birds?');
    await died;
    const [waited] = await eventually(() => bo.sees(birds).length === 1 && bo.sees(birds));
    await restart();
    await allAnswered(world);
    expect(answers().map(({ ts }) => ts)).toEqual([waited?.ts]);
    expect(bo.sees(birds)).toHaveLength(1);
    expect(world.written()).toBe(1);
  });

  test.each([
    ['before the ts of what waits was stored', 'before', 'readdress'],
    ['before the answer was sent', 'after', 'finish'],
    ['after the answer was sent', 'after', 'deliver'],
  ] as const)('a mention is answered in one message, when the process died %s', async (_, when, deed) => {
    const world = await aWorld(transport);
    const { ada, bo, birds, team, restart, answers } = world;
    const died = world.life.killAt(when, deed);
    const question = ada.say(birds, `<@${team.bot.userId}> How many birds?`);
    await died;
    await restart();
    await allAnswered(world);
    expect(answers().map(({ thread_ts }) => thread_ts)).toEqual([question.ts]);
    expect(bo.sees(birds)).toHaveLength(2);
  });

  test('a refusal is told once and its message is gone, when the process died behind it', async () => {
    const world = await aWorld(transport);
    const { ada, bo, birds, restart } = world;
    const died = world.life.killAt('after', 'deliver');
    await ada.slash(birds, '/ask', 'What is love?');
    await died;
    await restart();
    await allAnswered(world);
    expect(bo.sees(birds)).toEqual([]);
    expect(ada.sees(birds)).toHaveLength(1);
  });
});

test('R05 started again after 31 minutes: the answer takes the place of what waited, and nothing is sent to a response_url', async () => {
  const world = await aWorld('http');
  const { ada, bo, birds, restart, slack, answers } = world;
  await ada.slash(birds, '/ask', 'Slowly, how many?');
  await world.running();
  world.life.kill();
  slack.advance(31 * minute);
  await restart();
  await allAnswered(world);
  expect(answers()).toHaveLength(1);
  expect(bo.sees(birds)).toHaveLength(1);
  expect(slack.requests.filter(({ method }) => method.includes('/response/'))).toEqual([]);
});

test('R05 what was asked in private and comes after 31 minutes is seen by the person alone', async () => {
  const world = await aWorld('http');
  const { ada, bo, birds, restart, slack } = world;
  const elsewhere = slack.channel({ name: 'elsewhere', team: world.team, hasBot: false });
  for (const channel of [birds, elsewhere]) await ada.slash(channel, '/ask', 'private Slowly, how many?');
  await eventually(async () => (await world.store.calls.unfinished()).length === 2);
  world.life.kill();
  slack.advance(31 * minute);
  await restart();
  await allAnswered(world);
  expect(readText(await world.seen(ada, birds, counted))).toContain(counted);
  expect(ada.sees(birds)).toMatchObject([{ ephemeral: true }]);
  expect(readText(await world.seen(ada, ada.dm, counted))).toContain(counted);
  expect([...bo.sees(birds), ...bo.sees(elsewhere)]).toEqual([]);
  expect(ada.sees(elsewhere).map(readText).join()).not.toContain(counted);
  expect(slack.requests.filter(({ method }) => method.includes('/response/'))).toEqual([]);
});

test('after an hour nobody waits any more: the caller alone is told, and the channel is tidy', async () => {
  const world = await aWorld('http');
  const { ada, bo, birds, restart, slack } = world;
  await ada.slash(birds, '/ask', 'Slowly, how many?');
  await world.running();
  world.life.kill();
  slack.advance(61 * minute);
  await restart();
  await allAnswered(world);
  await eventually(() => bo.sees(birds).length === 0);
  expect(ada.sees(birds)).toMatchObject([{ ephemeral: true }]);
});
