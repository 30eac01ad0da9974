import { describe, expect, test } from 'vitest';
import { birdSlack, type TransportName, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { gatedWriter } from '../../support/gated-writer.ts';
import { labelsIn } from '../../support/slack/drawn.ts';
import { readText } from '../../support/slack-text.ts';

const editEveryMs = 2000;

async function open(transport: TransportName, parts: { perPerson?: number } = {}) {
  const writer = gatedWriter();
  const stage = await birdSlack({ transport, writer, ...parts });
  return { ...stage, writer, magpie: `<@${stage.team.bot.userId}>` };
}

describe.each(transports)('by %s', (transport) => {
  test('who waits sees how many are ahead and how long it takes, only ever less, in the message that the answer replaces', async () => {
    const { slack, ada, bo, birds, seen, writer } = await open(transport);
    for (const question of ['one', 'two']) await bo.slash(birds, '/ask', question);
    await ada.slash(birds, '/ask', 'three');
    const waiting = await seen(ada, birds, /Waiting: \d+ ahead, about \d+ s/);
    const since = performance.now();
    const edits = () =>
      slack.requests
        .filter(({ method, args }) => method === 'chat.update' && args.ts === waiting.ts)
        .map(({ args }) => String(args.text));
    const allowed = () => 1 + Math.floor((performance.now() - since) / editEveryMs);

    for (const [done, next] of [
      ['one', 'two'],
      ['two', 'three'],
    ] as const) {
      writer.open(done);
      await eventually(() => writer.started.includes(next));
    }
    expect(edits().length).toBeLessThanOrEqual(allowed());
    await eventually(() => {
      const now = bo.sees(birds).find(({ ts }) => ts === waiting.ts);
      return now && readText(now).includes('Writing SQL');
    });
    expect(edits().length).toBeLessThanOrEqual(allowed());
    const ahead = edits().map((text) => Number(/(\d+) ahead/.exec(text)?.[1] ?? 0));
    expect(ahead).toEqual(ahead.toSorted((a, b) => b - a));

    writer.open('three');
    const answer = await seen(bo, birds, 'three');
    expect(answer.ts).toBe(waiting.ts);
    expect(labelsIn(answer.blocks ?? [])).not.toContain('Cancel');
    expect(ada.sees(birds)).toHaveLength(3);
  });

  test('who waits in private is told so at once, alone, and can cancel there', async () => {
    const { ada, bo, birds, seen, writer } = await open(transport);
    await bo.slash(birds, '/ask', 'one');
    await ada.slash(birds, '/ask', 'private two');
    const waiting = await seen(ada, birds, 'Waiting: you are next, about');
    expect(waiting.ephemeral).toBe(true);
    await ada.press(waiting, 'Cancel');
    expect((await seen(ada, birds, 'Cancelled')).ephemeral).toBe(true);
    await eventually(() => !ada.sees(birds).some(({ ts }) => ts === waiting.ts));
    writer.open('one');
    await seen(bo, birds, 'one');
    expect(writer.started).toEqual(['one']);
    expect(bo.sees(birds)).toHaveLength(1);
  });

  test('so is who asked by a form, or by a button below what only they see', async () => {
    const { ada, bo, birds, seen, writer } = await open(transport);
    writer.open('three');
    await ada.slash(birds, '/ask', 'private three');
    const answer = await seen(ada, birds, 'The answer is 4');
    await bo.slash(birds, '/ask', 'one');
    await eventually(() => writer.started.includes('one'));

    await ada.press(answer, 'Run again');
    await seen(ada, birds, 'Waiting: you are next, about');
    await ada.press(answer, 'Follow up');
    await ada.submit(await eventually(() => ada.opens()), { question: 'two' });
    const waiting = await seen(ada, birds, 'Waiting: 1 ahead, about');
    expect(waiting.ephemeral).toBe(true);
    expect(bo.sees(birds)).toHaveLength(1);
    writer.open('one');
    writer.open('two');
    await seen(ada, birds, 'The answer is 4 (two)');
  });

  test('Cancel stops what its caller waits for, and nothing of it stays in the channel; others cannot', async () => {
    const { ada, bo, birds, seen, writer } = await open(transport);
    await bo.slash(birds, '/ask', 'one');
    await ada.slash(birds, '/ask', 'two');
    const waiting = await seen(bo, birds, 'Waiting: you are next, about');
    await bo.press(waiting, 'Cancel');
    expect((await seen(bo, birds, 'Only the person who asked')).ephemeral).toBe(true);
    expect(bo.sees(birds).some(({ ts }) => ts === waiting.ts)).toBe(true);

    await ada.press(waiting, 'Cancel');
    const cancelled = await seen(ada, birds, 'Cancelled');
    expect(cancelled.ephemeral).toBe(true);
    expect(labelsIn(cancelled.blocks ?? [])).toEqual([]);
    await eventually(() => !bo.sees(birds).some(({ ts }) => ts === waiting.ts));
    writer.open('one');
    await seen(bo, birds, 'one');
    expect(writer.started).toEqual(['one']);
  });

  test('a question by mention that is cancelled leaves no thread, and its writer is told in the channel', async () => {
    const { ada, bo, birds, seen, writer, magpie } = await open(transport);
    const { ts: thread } = ada.say(birds, `${magpie} one`);
    await eventually(() => writer.started.includes('one'));
    const waiting = await eventually(() => bo.sees(birds).find((message) => message.thread_ts === thread));
    await ada.press(waiting, 'Cancel');
    expect(await seen(ada, birds, 'Cancelled')).toMatchObject({ ephemeral: true });
    await eventually(() => bo.sees(birds).length === 1);
    expect(writer.stopped).toEqual(['one']);
  });

  test('who deletes their question does not want the answer: the work stops, and what waited for it goes too', async () => {
    const { ada, bo, birds, writer, magpie } = await open(transport);
    const question = ada.say(birds, `${magpie} one`);
    await eventually(() => writer.started.includes('one'));
    await eventually(() => bo.sees(birds).length === 2);
    ada.remove(question);
    await eventually(() => writer.stopped.includes('one'));
    await eventually(() => bo.sees(birds).every(({ subtype }) => subtype === 'tombstone'));
  });

  test('deleting the message that says "waiting" cancels, and brings no other message', async () => {
    const { ada, bo, birds, seen, writer } = await open(transport);
    await bo.slash(birds, '/ask', 'one');
    await ada.slash(birds, '/ask', 'two');
    bo.remove(await seen(bo, birds, 'Waiting'));
    writer.open('one');
    await seen(bo, birds, 'one');
    await bo.slash(birds, '/ask', 'three');
    await eventually(() => writer.started.includes('three'));
    await eventually(() => bo.sees(birds).length === 2);
    expect(writer.started).toEqual(['one', 'three']);
  });

  test('when there is too much to do, that is said at once to the caller alone, with a number and a wait', async () => {
    const { ada, bo, birds, seen, magpie } = await open(transport, { perPerson: 1 });
    await ada.slash(birds, '/ask', 'one');
    const refused = await ada.slash(birds, '/ask', 'two');
    expect(refused.acknowledged?.afterMs).toBeLessThan(3000);
    const told = await seen(ada, birds, 'You have 1 calls under way already');
    expect(told.ephemeral).toBe(true);
    expect(readText(told)).toMatch(/about \d+ s/);

    ada.say(birds, `${magpie} three`);
    await eventually(() => ada.sees(birds).filter(({ ephemeral }) => ephemeral).length === 2);
    await eventually(() => bo.sees(birds).length === 2);
    ada.say(ada.dm, 'four');
    await seen(ada, ada.dm, 'You have 1 calls under way already');

    await ada.slash(birds, '/ask');
    const form = await eventually(() => ada.opens());
    await ada.submit(form, { question: 'five' });
    expect(form.isOpen).toBe(true);
    expect(JSON.stringify(form.body.blocks)).toContain('You have 1 calls under way already');
  });
});
