import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { birdSlack, type TransportName, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { draftOf, scriptedWriter } from '../../support/scripted-writer.ts';
import { readText } from '../../support/slack-text.ts';

async function open(transport: TransportName) {
  const stage = await birdSlack({ transport });
  return { ...stage, magpie: `<@${stage.team.bot.userId}>` };
}

describe.each(transports)('by %s', (transport) => {
  test('a mention with a question is answered below it, once', async () => {
    const { ada, bo, birds, seen, magpie } = await open(transport);
    const question = ada.say(birds, `${magpie} How many birds?`);
    const answer = await seen(bo, birds, 'The answer is 4');
    expect(answer.thread_ts).toBe(question.ts);
    await sleep(100);
    expect(bo.sees(birds)).toHaveLength(2);
  });

  test('a mention without a word says to its writer alone what can be asked', async () => {
    const { ada, bo, birds, seen, magpie } = await open(transport);
    ada.say(birds, magpie);
    const told = await seen(ada, birds, 'Ask me a question about the data, or add a picture');
    expect(told).toMatchObject({ ephemeral: true });
    expect(told.thread_ts).toBeUndefined();
    const { ts: thread } = bo.say(birds, 'lunch?');
    ada.say(birds, magpie, { thread });
    await eventually(() => ada.sees(birds).some((one) => one.ephemeral && one.thread_ts === thread));
    expect(bo.sees(birds)).toHaveLength(3);
  });

  test('what people and other apps say to each other is none of its business', async () => {
    const { ada, birds, seen, slack, team, magpie } = await open(transport);
    ada.say(birds, 'How many birds?');
    slack.person({ name: 'Robot', team, bot: true }).say(birds, `${magpie} How many birds?`);
    ada.edit(ada.say(birds, 'How many'), `${magpie} How many birds?`);
    ada.say(birds, `${magpie} Which birds are there?`);
    await seen(ada, birds, '4 rows');
    await sleep(100);
    expect(ada.sees(birds)).toHaveLength(5);
  });

  test('what is written is read as its writer sees it, and stored so', async () => {
    const writer = scriptedWriter(draftOf('SELECT 1 AS one', 'one'));
    const { ada, bo, birds, seen, team } = await birdSlack({ transport, writer });
    const inSlack = `<#${birds.id}|birds> seen by <@${bo.id}> and <@U1|Eve> & <me> <!here> at <https://bird.example/?b=1&amp;c=2|the nest>, <https://bird.example>?`;
    ada.say(birds, `<@${team.bot.userId}>  ${inSlack}`);
    const answer = await seen(bo, birds, 'The answer is 1');
    const read = '#birds seen by @Bo and @Eve & <me> @here at the nest, https://bird.example?';
    expect(writer.tasks[0]?.question).toBe(read);
    expect(readText(answer)).toContain(read);
    await ada.slash(birds, '/history');
    expect(readText(await seen(ada, birds, 'The last question asked here'))).toContain(read);
  });
});
