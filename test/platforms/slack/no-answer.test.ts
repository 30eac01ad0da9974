import { describe, expect, test } from 'vitest';
import { birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { draftOf, knew, scriptedWriter } from '../../support/scripted-writer.ts';
import { labelsIn } from '../../support/slack/drawn.ts';

const count = draftOf('SELECT count(*) AS birds FROM birds', 'all birds');
const whichOnes = {
  kind: 'clarification',
  question: 'Heavy by what?',
  choices: ['By grams', 'By "number" & <size>'],
} as const;

describe.each(transports)('by %s', (transport) => {
  test('a question that is declined leaves nothing in the channel: why, and what could be asked, goes to the caller alone', async () => {
    const { ada, bo, birds, seen, log } = await birdSlack({ transport });
    await ada.slash(birds, '/ask', 'What is love?');
    const declined = await seen(ada, birds, 'I do not know "What is love?"');
    expect(declined.ephemeral).toBe(true);
    expect(labelsIn(declined.blocks ?? [])).toContain('How many birds?');
    await eventually(() => bo.sees(birds).length === 0);

    await ada.press(declined, 'How many birds?');
    expect((await seen(bo, birds, 'The answer is 4')).ephemeral).toBe(false);
    // That the message which waited is gone is no reason to cancel what it answers.
    expect(log.text()).not.toContain('"command":"cancel"');
  });

  test('a mention that is declined leaves no thread, and its writer reads why in the channel', async () => {
    const { ada, bo, birds, seen, team } = await birdSlack({ transport });
    ada.say(birds, `<@${team.bot.userId}> What is love?`);
    const declined = await seen(ada, birds, 'I do not know "What is love?"');
    expect(declined.ephemeral).toBe(true);
    expect(declined.thread_ts).toBeUndefined();
    await eventually(() => bo.sees(birds).length === 1);
  });

  test('in a thread that people talk in, why stands in that thread', async () => {
    const { ada, bo, birds, seen } = await birdSlack({ transport });
    await ada.slash(birds, '/ask', 'How many birds?');
    const { ts: thread } = await seen(bo, birds, 'The answer is 4');
    bo.say(birds, 'What is love?', { thread });
    const declined = await seen(bo, birds, 'I do not know "What is love?"');
    expect(declined).toMatchObject({ ephemeral: true, thread_ts: thread });
    await bo.press(declined, 'and the light ones?');
    expect((await seen(ada, birds, 'birds under 100 g')).thread_ts).toBe(thread);
  });

  test('what was declined in private is asked in private when a suggestion is pressed', async () => {
    const { ada, bo, birds, seen } = await birdSlack({ transport });
    await ada.slash(birds, '/ask', 'private What is love?');
    await ada.press(await seen(ada, birds, 'I do not know'), 'How many birds?');
    expect((await seen(ada, birds, 'The answer is 4')).ephemeral).toBe(true);
    expect(bo.sees(birds)).toEqual([]);
  });

  test('an unclear question is asked back with choices that anybody may press, answered below', async () => {
    const writer = scriptedWriter(whichOnes, count, count);
    const { ada, bo, birds, seen } = await birdSlack({ transport, writer });
    await ada.slash(birds, '/ask', 'The heaviest?');
    const back = await seen(bo, birds, 'Heavy by what?');
    expect(labelsIn(back.blocks ?? [])).toEqual(whichOnes.choices);
    await bo.press(back, 'By "number" & <size>');
    const answer = await seen(ada, birds, 'all birds');
    expect(answer.thread_ts).toBe(back.ts);
    expect(writer.tasks[1]?.question).toBe('By "number" & <size>');
    ada.say(birds, 'and now?', { thread: back.ts });
    await eventually(() => writer.tasks.length === 3);
    expect(knew(writer)[2]).toEqual(['By "number" & <size>']);
  });
});
