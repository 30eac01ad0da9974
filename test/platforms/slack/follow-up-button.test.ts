import { describe, expect, test } from 'vitest';
import { birdSlack, type TransportName, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { draftOf, knew, scriptedWriter } from '../../support/scripted-writer.ts';
import type { SeenMessage, Someone } from '../../support/slack/someone.ts';

const first = 'Which birds are there?';
const all = draftOf('SELECT name, grams FROM birds ORDER BY id', 'all birds');
const light = draftOf('SELECT name FROM birds WHERE grams < 100', 'birds under 100 g');
const old = draftOf("SELECT name FROM birds WHERE seen < '2026-01-04'", 'birds before January 4');

/** Ada has asked which birds there are. */
async function asked(transport: TransportName, { hidden = false, invited = true } = {}) {
  const writer = scriptedWriter(all, light, old);
  const stage = await birdSlack({ transport, writer });
  const { slack, ada, birds, seen } = stage;
  if (!invited) slack.kick(birds);
  await ada.slash(birds, '/ask', hidden ? `private ${first}` : first);
  return { ...stage, writer, answer: await seen(ada, birds, '4 rows') };
}

async function followUp(by: Someone, answer: SeenMessage, question: string, alone?: boolean) {
  await by.press(answer, 'Follow up');
  const form = await eventually(() => by.opens());
  await by.submit(form, { question, ...(alone !== undefined && { private: alone }) });
}

describe.each(transports)('by %s', (transport) => {
  test('the button asks for a follow-up, below the first answer and below those in its thread', async () => {
    const { ada, bo, birds, answer, seen, writer } = await asked(transport);
    await followUp(bo, answer, 'and the light ones?');
    const second = await seen(ada, birds, 'birds under 100 g');
    await followUp(ada, second, 'and before January 4?');
    const third = await seen(bo, birds, 'birds before January 4');
    expect([second.thread_ts, third.thread_ts]).toEqual([answer.ts, answer.ts]);
    expect(knew(writer)).toEqual([[], [first], [first, 'and the light ones?']]);
  });

  test('a follow-up of a private answer stays private, and knows what it follows', async () => {
    const { ada, bo, birds, answer, seen, writer } = await asked(transport, { hidden: true });
    await followUp(ada, answer, 'and the light ones?');
    const second = await seen(ada, birds, 'birds under 100 g');
    expect(second.ephemeral).toBe(true);
    await followUp(ada, second, 'and before January 4?');
    await seen(ada, birds, 'birds before January 4');
    expect(bo.sees(birds)).toEqual([]);
    expect(knew(writer)).toEqual([[], [first], [first, 'and the light ones?']]);
  });

  test('what somebody asked in private in a thread is nothing that others lean on', async () => {
    const { ada, bo, birds, answer, seen, writer } = await asked(transport);
    await followUp(ada, answer, 'and the light ones?', true);
    expect((await seen(ada, birds, 'birds under 100 g')).ephemeral).toBe(true);
    bo.say(birds, 'and before January 4?', { thread: answer.ts });
    await seen(bo, birds, 'birds before January 4');
    expect(knew(writer)).toEqual([[], [first], [first]]);
    expect(bo.sees(birds)).toHaveLength(3);
  });

  test('where Magpie is not in the channel, everybody sees the answer all the same, and the button goes on from it', async () => {
    const { ada, bo, birds, answer, seen, writer } = await asked(transport, { invited: false });
    expect(answer.ephemeral).toBe(false);
    await followUp(bo, answer, 'and the light ones?');
    const second = await seen(ada, birds, 'birds under 100 g');
    expect(second.ephemeral).toBe(false);
    await followUp(ada, second, 'and before January 4?');
    await seen(bo, birds, 'birds before January 4');
    expect(knew(writer)).toEqual([[], [first], [first, 'and the light ones?']]);
  });
});
