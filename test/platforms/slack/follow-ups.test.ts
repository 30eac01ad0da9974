import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { birdSlack, type TransportName, transports } from '../../support/bird-slack.ts';
import { draftOf, knew, scriptedWriter } from '../../support/scripted-writer.ts';

const first = 'Which birds are there?';
const all = draftOf('SELECT name, grams FROM birds ORDER BY id', 'all birds');
const light = draftOf('SELECT name FROM birds WHERE grams < 100', 'birds under 100 g');
const old = draftOf("SELECT name FROM birds WHERE seen < '2026-01-04'", 'birds before January 4');

/** A Slack in which the app was allowed to read along, or was not. */
async function open(transport: TransportName, { readsAlong = true } = {}) {
  const writer = scriptedWriter(all, light, old);
  const stage = await birdSlack({ transport, writer });
  const { team } = stage;
  if (!readsAlong) for (const scope of ['channels:history', 'groups:history']) team.scopes.delete(scope);
  return { ...stage, writer, magpie: `<@${team.bot.userId}>` };
}

/** Ada has asked which birds there are. */
async function asked(...given: Parameters<typeof open>) {
  const stage = await open(...given);
  await stage.ada.slash(stage.birds, '/ask', first);
  return { ...stage, answer: await stage.seen(stage.bo, stage.birds, '4 rows') };
}

describe.each(transports)('by %s', (transport) => {
  test('where it may read along, whatever people write in a thread that Magpie started is a follow-up', async () => {
    const { ada, bo, birds, answer, seen, writer } = await asked(transport);
    const thread = answer.ts;
    ada.say(birds, 'and the light ones?', { thread });
    const second = await seen(bo, birds, 'birds under 100 g');
    bo.say(birds, 'and before January 4?', { thread, broadcast: true });
    const third = await seen(ada, birds, 'birds before January 4');
    expect([second.thread_ts, third.thread_ts]).toEqual([thread, thread]);
    expect(knew(writer)).toEqual([[], [first], [first, 'and the light ones?']]);
  });

  test('a question by mention starts a thread below it, in which people go on without mentioning it', async () => {
    const { ada, bo, birds, seen, writer, magpie } = await open(transport);
    const question = ada.say(birds, `${magpie} ${first}`);
    const answer = await seen(bo, birds, '4 rows');
    expect(answer.thread_ts).toBe(question.ts);
    bo.say(birds, 'and the light ones?', { thread: question.ts });
    await seen(ada, birds, 'birds under 100 g');
    expect(knew(writer)).toEqual([[], [first]]);
  });

  test('where it may not read along, a mention goes on in the thread, and small talk is left alone', async () => {
    const { ada, bo, birds, answer, seen, writer, magpie } = await asked(transport, { readsAlong: false });
    const thread = answer.ts;
    bo.say(birds, 'nice', { thread });
    bo.say(birds, `${magpie} and the light ones?`, { thread });
    const second = await seen(ada, birds, 'birds under 100 g');
    expect(second.thread_ts).toBe(thread);
    expect(knew(writer)).toEqual([[], [first]]);
  });

  test('people who asked it once in a thread of their own go on talking to each other', async () => {
    const { ada, bo, birds, seen, writer, magpie } = await open(transport);
    const { ts: thread } = ada.say(birds, 'Who has seen a bird today?');
    bo.say(birds, `${magpie} ${first}`, { thread });
    expect((await seen(ada, birds, '4 rows')).thread_ts).toBe(thread);
    ada.say(birds, 'No, I mean outside.', { thread });
    bo.say(birds, `${magpie} and the light ones?`, { thread });
    await seen(ada, birds, 'birds under 100 g');
    expect(knew(writer)).toEqual([[], [first]]);
  });

  test('other apps, its own messages and what is edited afterwards are not listened to', async () => {
    const { slack, team, ada, birds, answer, seen, writer } = await asked(transport);
    const thread = answer.ts;
    slack.person({ name: 'Robot', team, bot: true }).say(birds, 'and the light ones?', { thread });
    ada.edit(ada.say(birds, 'and the light ones?', { thread }), 'and the very light ones?');
    await seen(ada, birds, 'birds under 100 g');
    await sleep(100);
    expect(writer.tasks.map(({ question }) => question)).toEqual([first, 'and the light ones?']);
    expect(ada.sees(birds)).toHaveLength(4);
  });

  test('threads are known again when Magpie has been started again', async () => {
    const { ada, bo, birds, seen, writer, magpie, restart } = await open(transport);
    const { ts: thread } = ada.say(birds, `${magpie} ${first}`);
    await seen(bo, birds, '4 rows');
    await restart();
    bo.say(birds, 'and the light ones?', { thread });
    await seen(ada, birds, 'birds under 100 g');
    expect(knew(writer)).toEqual([[], [first]]);
  });
});
