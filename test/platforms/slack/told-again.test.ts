import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type BirdSlack, birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { signatureOf } from '../../support/slack/http-transport.ts';
import { readText } from '../../support/slack-text.ts';

const minute = 60_000;
const counted = 'The answer is 4';

const answersIn = ({ bo, birds }: Pick<BirdSlack, 'bo' | 'birds'>) =>
  bo.sees(birds).filter((message) => readText(message).includes(counted));
const isOver = ({ store }: Pick<BirdSlack, 'store'>) =>
  eventually(async () => (await store.calls.unfinished()).length === 0);

describe.each(transports)('by %s', (transport) => {
  test('R06 R08 a message that Slack tells again and again, also under another event_id, is answered once', async () => {
    const world = await birdSlack({ transport });
    const { ada, birds, slack, team, seen } = world;
    const said = ada.say(birds, `<@${team.bot.userId}> How many birds?`);
    await seen(ada, birds, counted);
    for (const newEventId of [false, true, false, true]) slack.repeat(said, { newEventId });
    // A later one is told after them.
    ada.say(birds, `<@${team.bot.userId}> Which birds are there?`);
    await seen(ada, birds, '4 rows');
    await isOver(world);
    expect(answersIn(world)).toHaveLength(1);
    expect(ada.sees(birds)).toHaveLength(4);
  });

  test('the same while the first is still under way is one answer, too', async () => {
    const world = await birdSlack({ transport });
    const { ada, birds, slack, team } = world;
    const said = ada.say(birds, `<@${team.bot.userId}> Slowly, how many?`);
    for (const newEventId of [true, false, true]) slack.repeat(said, { newEventId });
    await world.running();
    slack.repeat(said);
    await eventually(() => answersIn(world).length === 1);
    await isOver(world);
    expect(ada.sees(birds)).toHaveLength(2);
  });

  test('R07 a message that reached nobody is answered when Slack tells of it again', async () => {
    const world = await birdSlack({ transport });
    const { ada, birds, slack, store } = world;
    world.life.kill();
    const said = ada.say(ada.dm, 'How many birds?');
    await world.restart();
    expect(await store.calls.unfinished()).toEqual([]);
    // At once, after one minute and after five.
    await eventually(async () => {
      slack.advance(minute);
      return ada.sees(ada.dm).some((message) => readText(message).includes(counted));
    });
    await isOver(world);
    expect(ada.sees(ada.dm)).toHaveLength(2);
    expect(said.channel).toBe(ada.dm.id);
    expect(ada.sees(birds)).toEqual([]);
  });

  test('a command, a press and a form that are told twice do their work once', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, slack, seen } = world;
    const asked = await ada.slash(birds, '/ask', 'How many birds?');
    slack.repeat(asked);
    const answer = await seen(bo, birds, counted);

    const pressed = await bo.press(answer, 'Run again');
    slack.repeat(pressed);
    await eventually(() => answersIn(world).length === 2);

    await ada.slash(birds, '/ask');
    const form = await eventually(() => ada.opens());
    const sent = await ada.submit(form, { question: 'Which birds are there?' });
    slack.repeat(sent);
    await seen(bo, birds, '4 rows');
    await isOver(world);
    expect(bo.sees(birds)).toHaveLength(3);
  });

  test('R16 while nothing can be stored, whoever asks is told at once and alone; then it goes on', async () => {
    const { ada, bo, birds, store, team, seen } = await birdSlack({ transport });
    const other = new DatabaseSync(join(store.folder, 'store.sqlite'));
    onTestFinished(() => other.close());
    other.exec('begin immediate');
    const asked = await ada.slash(birds, '/ask', 'How many birds?');
    expect(asked.acknowledged?.afterMs).toBeLessThan(3000);
    expect(await seen(ada, birds, 'I cannot take new questions right now.')).toMatchObject({
      ephemeral: true,
    });
    ada.say(birds, `<@${team.bot.userId}> How many birds?`);
    await eventually(() => ada.sees(birds).filter(({ ephemeral }) => ephemeral).length === 2);
    expect(bo.sees(birds)).toHaveLength(1);
    other.exec('rollback');
    await ada.slash(birds, '/ask', 'How many birds?');
    await seen(bo, birds, counted);
  });
});

test('R06 four tellings of one message at once, with the headers of a retry or without, are each answered 200 in time', async () => {
  const world = await birdSlack();
  const { ada, slack, team } = world;
  const event = {
    ...{ type: 'message', channel: ada.dm.id, channel_type: 'im', user: ada.id },
    ...{ ts: '1795546537.000100', text: 'How many birds?' },
  };
  const body = JSON.stringify({ type: 'event_callback', team_id: team.id, event_id: 'Ev1', event });
  const timestamp = Math.floor(Date.now() / 1000);
  const tell = async (retry: number) => {
    const began = performance.now();
    const { status } = await fetch(slack.eventsUrl ?? '', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signatureOf(slack.signingSecret, timestamp, body),
        ...(retry > 0 && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
      },
      body,
    });
    return { status, inTime: performance.now() - began < 3000 };
  };
  for (const told of await Promise.all([0, 1, 2, 3].map(tell)))
    expect(told).toEqual({ status: 200, inTime: true });
  await eventually(() => ada.sees(ada.dm).length > 0);
  await isOver(world);
  expect(ada.sees(ada.dm)).toHaveLength(1);
});
