import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { readText } from '../../support/slack-text.ts';

const counted = 'The answer is 4';

describe.each(transports)('by %s', (transport) => {
  test('while it stops, an answer that is on its way arrives, and who asks by command is told alone to try again', async () => {
    const { ada, bo, birds, slack, house, log, store } = await birdSlack({ transport });
    slack.outage(/^chat\.update$/, { kind: 'limited', retryAfter: 1 });
    await ada.slash(birds, '/ask', 'How many birds?');
    await eventually(async () => (await store.calls.unfinished())[0]?.state === 'replying');
    const closed = house.close();
    const late = await bo.slash(birds, '/ask', 'Which birds are there?');
    expect(late.acknowledged?.status).toBe(200);
    const told = bo.sees(birds).filter(({ ephemeral }) => ephemeral);
    expect(told.map(readText)).toEqual([expect.stringContaining('I am being restarted')]);
    await closed;
    expect(ada.sees(birds).map(readText).join()).toContain(counted);
    expect(await store.calls.unfinished()).toEqual([]);
    expect(log.text()).not.toContain('reply kept');
    expect(slack.connections).toBe(0);
  });

  test('what people write while it stops is not taken: Slack tells it to the next process', async () => {
    const world = await birdSlack({ transport });
    const { ada, birds, slack, store, team } = world;
    slack.outage(/^chat\.update$/, { kind: 'limited', retryAfter: 1 });
    await ada.slash(birds, '/ask', 'How many birds?');
    await eventually(async () => (await store.calls.unfinished())[0]?.state === 'replying');
    const restarted = world.restart();
    const said = [
      ada.say(birds, `<@${team.bot.userId}> How many birds?`),
      ada.say(ada.dm, 'How many birds?'),
    ];
    await restarted;
    expect(await store.calls.byDedupeKey('slack', `message:${team.id}:${birds.id}:${said[0]?.ts}`)).toBe(
      undefined,
    );
    for (const minutes of [1, 5]) slack.advance(minutes * 60_000);
    const answers = () =>
      [...ada.sees(birds), ...ada.sees(ada.dm)].filter((message) => readText(message).includes(counted));
    await eventually(() => answers().length === 3);
    expect(ada.sees(birds)).toHaveLength(3);
    expect(ada.sees(ada.dm)).toHaveLength(2);
  });

  test('what waits or runs is put back, and the next process shows its answer in the same message', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, restart, seen } = world;
    await ada.slash(birds, '/ask', 'Slowly, how many?');
    await world.running();
    const waited = bo.sees(birds).map(({ ts }) => ts);
    await restart();
    await seen(bo, birds, counted);
    expect(bo.sees(birds).map(({ ts }) => ts)).toEqual(waited);
  });
});

test('a connection on which nothing more comes does not hold up the end', async () => {
  const { house, slack } = await birdSlack();
  const socket = connect(Number(new URL(slack.eventsUrl ?? '').port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  const head = ['POST /slack/events HTTP/1.1', 'host: magpie', 'content-length: 100', 'expect: 100-continue'];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  const began = performance.now();
  await house.close();
  expect(performance.now() - began).toBeLessThan(5000);
});
