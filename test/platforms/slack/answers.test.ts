import { describe, expect, test } from 'vitest';
import { birdSlack, type TransportName, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { labelsIn } from '../../support/slack/drawn.ts';
import { readText } from '../../support/slack-text.ts';

const question = 'Which birds are there?';

/** Ada has asked which birds there are, and sees the answer. */
async function asked(transport: TransportName) {
  const stage = await birdSlack({ transport });
  await stage.ada.slash(stage.birds, '/ask', question);
  return { ...stage, answer: await stage.seen(stage.ada, stage.birds, '4 rows') };
}

describe.each(transports)('by %s', (transport) => {
  test('an answer is a sentence, a table, its SQL, and what can be done with it', async () => {
    const { answer, slack } = await asked(transport);
    const text = readText(answer);
    expect(text).toContain(`${question}\n4 rows: all birds`);
    expect(text).toContain('magpie  210.5\n까치    200');
    expect(text).toContain('SELECT name, grams FROM birds ORDER BY id');
    expect(text).toContain('Bird book');
    const table = answer.blocks?.find(({ type }) => type === 'data_table');
    expect(table).toMatchObject({ rows: [expect.anything(), expect.anything(), expect.anything()] });
    const buttons = ['Follow up', 'Next page', 'Show SQL', 'CSV', 'Run again', 'Edit SQL', '👍', '👎'];
    expect(labelsIn(answer.blocks ?? [])).toEqual(buttons);
    expect(slack.requests.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  test('whoever turns pages does so alone, there and back', async () => {
    const { ada, bo, birds, answer, seen } = await asked(transport);
    await bo.press(answer, 'Next page');
    const second = await seen(bo, birds, 'Rows 3 to 4 of 4');
    expect(second.ephemeral).toBe(true);
    expect(readText(second)).toContain('wren');
    expect(readText(second)).not.toContain('magpie');

    await bo.press(second, 'Previous page');
    expect(readText(await seen(bo, birds, 'Rows 1 to 2 of 4'))).toContain('magpie');
    expect(ada.sees(birds)).toHaveLength(1);
  });

  test('Show SQL shows the whole statement to whoever pressed, where they pressed', async () => {
    const { ada, bo, birds, answer, seen } = await asked(transport);
    await bo.press(answer, 'Show SQL');
    const shown = await seen(bo, birds, 'This ran on Bird book.');
    expect(readText(shown)).toContain('SELECT name, grams FROM birds ORDER BY id');
    expect(shown.ephemeral).toBe(true);
    expect(shown.thread_ts).toBeUndefined();

    ada.say(birds, 'How many birds?', { thread: answer.ts });
    await bo.press(await seen(bo, birds, 'The answer is 4'), 'Show SQL');
    const below = await eventually(() =>
      bo.sees(birds).find((one) => one.ephemeral && one.thread_ts === answer.ts),
    );
    expect(readText(below)).toContain('SELECT count(*) AS birds FROM birds');
    expect(ada.sees(birds).filter(({ ephemeral }) => ephemeral)).toEqual([]);
  });

  test('Run again runs the same SQL on the data of now, below the answer, where people go on', async () => {
    const { ada, bo, birds, answer, seen } = await asked(transport);
    await bo.press(answer, 'Run again');
    const again = await eventually(() =>
      ada.sees(birds).find((one) => one.thread_ts === answer.ts && readText(one).includes('까치')),
    );
    expect(again.ephemeral).toBe(false);
    await bo.press(again, 'Run again');
    await eventually(() => ada.sees(birds).filter((one) => one.thread_ts === answer.ts).length === 2);
    ada.say(birds, 'How many birds?', { thread: answer.ts });
    expect((await seen(bo, birds, 'The answer is 4')).thread_ts).toBe(answer.ts);
  });

  test('what is run again of a private answer stays private', async () => {
    const { ada, bo, birds, seen } = await asked(transport);
    await ada.slash(birds, '/ask', 'private How many birds?');
    await ada.press(await seen(ada, birds, 'The answer is 4'), 'Run again');
    await eventually(() => ada.sees(birds).filter(({ ephemeral }) => ephemeral).length === 2);
    expect(bo.sees(birds)).toHaveLength(1);
  });

  test('a thumb may come with a line of why, and both are kept', async () => {
    const { ada, bo, birds, answer, seen, store } = await asked(transport);
    await bo.press(answer, '👎');
    await bo.submit(await eventually(() => bo.opens()), { comment: 'the <crow> & co are missing' });
    expect((await seen(bo, birds, 'Sorry about that')).ephemeral).toBe(true);
    await ada.press(answer, '👍');
    await ada.submit(await eventually(() => ada.opens()));
    await seen(ada, birds, 'Good to know');
    expect(await store.feedback.all()).toEqual([
      expect.objectContaining({ callerId: bo.id, vote: 'down', comment: 'the <crow> & co are missing' }),
      expect.not.objectContaining({ comment: expect.anything() }),
    ]);
  });

  test('nobody can type more into a form than is taken', async () => {
    const { ada, bo, answer } = await asked(transport);
    const tooLong = 'x'.repeat(1001);
    await ada.press(answer, 'Follow up');
    const follow = await eventually(() => ada.opens());
    await expect(ada.submit(follow, { question: tooLong })).rejects.toThrow('too long for the modal');
    await bo.press(answer, '👎');
    const down = await eventually(() => bo.opens());
    await expect(bo.submit(down, { comment: tooLong })).rejects.toThrow('too long for the modal');
  });

  test('buttons and open forms still work when Magpie has been started again', async () => {
    const { ada, bo, birds, answer, seen, restart } = await asked(transport);
    await ada.press(answer, 'Follow up');
    const form = await eventually(() => ada.opens());
    await restart();
    await bo.press(answer, 'Next page');
    expect(readText(await seen(bo, birds, 'Rows 3 to 4 of 4'))).toContain('wren');
    await ada.submit(form, { question: 'How many birds?' });
    expect((await seen(bo, birds, 'The answer is 4')).thread_ts).toBe(answer.ts);
  });
});
