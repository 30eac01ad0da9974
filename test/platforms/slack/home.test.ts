import { describe, expect, test } from 'vitest';
import { birdSlack, type TransportName, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import type { Someone } from '../../support/slack/someone.ts';
import { readBlocks } from '../../support/slack-text.ts';

const homeOf = async (person: Someone) => {
  const view = await person.home();
  if (!view) throw new Error('nothing was published');
  return { view, text: readBlocks(view.body.blocks) };
};

const open = (transport: TransportName) =>
  birdSlack({
    transport,
    slackParts: {
      examples: ['How many birds?', '/schema', 'Which birds are there?'],
      load: () => ({ running: 1, waiting: 2 }),
    },
  });

describe.each(transports)('by %s', (transport) => {
  test('the Home tab says what can be asked and typed, and how it goes', async () => {
    const { ada } = await open(transport);
    const { text } = await homeOf(ada);
    expect(text).toContain(
      'Try one of these\nHow many birds?\nWhich birds are there?\nThe answer comes as a direct message',
    );
    expect(text).toContain('• /ask – Ask the database a question');
    expect(text).toContain('• At work on 1, 2 waiting.\n• Databases: Bird book\n• Image models: three-birds');
    expect(text).not.toContain('What you asked lately');
  });

  test('an example that is pressed is answered in direct messages, where people go on', async () => {
    const { ada, bo, birds, seen } = await open(transport);
    const { view } = await homeOf(ada);
    await ada.press(view, 'press:1');
    const answer = await seen(ada, ada.dm, '4 rows: all birds');
    expect(answer).toMatchObject({ ephemeral: false });
    await ada.press(answer, 'Next page');
    await seen(ada, ada.dm, 'Rows 3 to 4 of 4');
    ada.say(ada.dm, 'How many birds?');
    await seen(ada, ada.dm, 'The answer is 4');
    expect([bo.sees(birds), bo.sees(bo.dm)]).toEqual([[], []]);
  });

  test('it shows what its reader asked of late, also in private, and nothing of others', async () => {
    const { ada, bo, birds, seen, store } = await open(transport);
    await ada.slash(birds, '/ask', 'Which birds are there?');
    await seen(ada, birds, '4 rows');
    await ada.slash(birds, '/ask', 'private How many birds?');
    await seen(ada, birds, 'The answer is 4');
    await eventually(async () => (await store.calls.unfinished()).length === 0);
    const { text } = await homeOf(ada);
    const recent = ['How many birds?', 'The answer is 4 (all birds).', 'now', 'Which birds are there?'];
    expect(text).toContain(`What you asked lately\n${recent.join('\n')}\n4 rows: all birds`);
    expect((await homeOf(bo)).text).not.toContain('What you asked lately');

    await ada.slash(birds, '/forget');
    await seen(ada, birds, 'I have forgotten your 2 questions');
    expect((await homeOf(ada)).text).not.toContain('What you asked lately');
  });

  test('whoever uses Slack in Korean has it in Korean', async () => {
    const { slack, team } = await open(transport);
    const { text } = await homeOf(slack.person({ name: 'Jun', team, locale: 'ko-KR' }));
    expect(text).toContain('이런 질문을 해 보세요');
    expect(text).toContain('• /ask – 데이터베이스에 질문합니다');
    expect(text).toContain('처리 중 1건, 대기 중 2건입니다.');
  });
});
