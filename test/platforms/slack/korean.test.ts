import { describe, expect, test } from 'vitest';
import { birdSlack, type TransportName, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { gatedWriter } from '../../support/gated-writer.ts';
import { labelsIn } from '../../support/slack/drawn.ts';
import { readBlocks, readText } from '../../support/slack-text.ts';

async function open(...[transport, parts]: [TransportName, Parameters<typeof birdSlack>[0]?]) {
  const stage = await birdSlack({ transport, ...parts });
  return { ...stage, jun: stage.slack.person({ name: 'Jun', team: stage.team, locale: 'ko-KR' }) };
}

describe.each(transports)('by %s', (transport) => {
  test('whoever uses Slack in Korean is answered in Korean, buttons and forms too', async () => {
    const { jun, bo, birds, seen } = await open(transport);
    await jun.slash(birds, '/ask', 'Which birds are there?');
    const answer = await seen(bo, birds, '4행');
    expect(labelsIn(answer.blocks ?? [])).toContain('SQL 보기');
    await jun.press(answer, '이어서 질문');
    const form = await eventually(() => jun.opens());
    expect(form.body.title?.text).toBe('이어서 질문');
    expect(readBlocks(form.body.blocks)).toBe('더 알고 싶은 것이 무엇인가요?\n답을 볼 사람');
    await jun.submit(form, { question: 'How many birds?' });
    await seen(bo, birds, '답은 4입니다');

    await jun.slash(birds, '/ask', 'What is love?');
    expect((await seen(jun, birds, '답할 수 없')).ephemeral).toBe(true);
    await jun.slash(birds, '/help');
    expect(readText(await seen(jun, birds, '할 수 있는 일'))).toContain('데이터베이스에 질문합니다');
  });

  test.each(['비공개 How many birds?', 'private How many birds?'])('"/ask %s" is private', async (text) => {
    const { jun, bo, birds, seen } = await open(transport);
    await jun.slash(birds, '/ask', text);
    expect((await seen(jun, birds, '답은 4입니다')).ephemeral).toBe(true);
    expect(bo.sees(birds)).toEqual([]);
  });

  test('waiting, and a mention without words, are in the language of whoever waits or wrote', async () => {
    const { jun, ada, birds, seen, team } = await open(transport, { writer: gatedWriter() });
    await ada.slash(birds, '/ask', 'one');
    await jun.slash(birds, '/ask', 'two');
    const waiting = await seen(jun, birds, '대기 중: 다음 차례, 약');
    expect(labelsIn(waiting.blocks ?? [])).toEqual(['취소']);
    await jun.press(waiting, '취소');
    await seen(jun, birds, '취소했습니다');
    jun.say(birds, `<@${team.bot.userId}>`);
    await seen(jun, birds, '데이터에 대해 질문하거나');
    ada.say(birds, `<@${team.bot.userId}>`);
    await seen(ada, birds, 'Ask me a question about the data');
  });

  test('when Slack does not answer when asked who somebody is, they are answered in time, in English', async () => {
    const { jun, birds, seen, slack } = await open(transport);
    slack.outage(/^users.info$/, { kind: 'hang' });
    const asked = await jun.slash(birds, '/ask', 'How many birds?');
    expect(asked.acknowledged?.afterMs).toBeLessThan(2000);
    await seen(jun, birds, 'The answer is 4');
  });

  test.each([
    ['fails', { kind: 'http', status: 500 }],
    ['has too many requests', { kind: 'limited', retryAfter: 30 }],
  ] as const)('when Slack %s then, it is asked again before long', async (_, outage) => {
    const { jun, birds, seen, slack } = await open(transport);
    slack.outage(/^users.info$/, outage);
    await jun.slash(birds, '/ask', 'How many birds?');
    await seen(jun, birds, 'The answer is 4');
    slack.advance(31_000);
    await jun.slash(birds, '/help');
    await seen(jun, birds, '할 수 있는 일');
  });
});
