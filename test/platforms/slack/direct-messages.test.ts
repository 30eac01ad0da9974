import { describe, expect, test } from 'vitest';
import { birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { gatedWriter } from '../../support/gated-writer.ts';
import { draftOf, knew, scriptedWriter } from '../../support/scripted-writer.ts';

const first = 'Which birds are there?';
const all = draftOf('SELECT name, grams FROM birds ORDER BY id', 'all birds');
const light = draftOf('SELECT name FROM birds WHERE grams < 100', 'birds under 100 g');
const old = draftOf("SELECT name FROM birds WHERE seen < '2026-01-04'", 'birds before January 4');
const heavy = draftOf('SELECT name FROM birds WHERE grams > 100', 'birds over 100 g');

describe.each(transports)('by %s', (transport) => {
  test('a direct message is one conversation: what is written, asked by command and said in its threads', async () => {
    const writer = scriptedWriter(all, light, old, heavy);
    const { ada, seen } = await birdSlack({ transport, writer });
    ada.say(ada.dm, first);
    const answer = await seen(ada, ada.dm, '4 rows');
    expect(answer).toMatchObject({ ephemeral: false });
    expect(answer.thread_ts).toBeUndefined();
    ada.say(ada.dm, 'and the light ones?', { thread: answer.ts });
    const below = await seen(ada, ada.dm, 'birds under 100 g');
    expect(below.thread_ts).toBe(answer.ts);
    await ada.slash(ada.dm, '/ask', 'and before January 4?');
    expect((await seen(ada, ada.dm, 'birds before January 4')).thread_ts).toBeUndefined();
    await ada.press(below, 'Follow up');
    await ada.submit(await eventually(() => ada.opens()), { question: 'and the heavy ones?' });
    expect((await seen(ada, ada.dm, 'birds over 100 g')).thread_ts).toBe(answer.ts);
    const asked = [first, 'and the light ones?', 'and before January 4?'];
    expect(knew(writer)).toEqual([[], asked.slice(0, 1), asked.slice(0, 2), asked]);
  });

  test('what waits there is replaced by whatever comes of it, in the one message', async () => {
    const writer = gatedWriter();
    const { ada, seen } = await birdSlack({ transport, writer });
    ada.say(ada.dm, 'one');
    const waiting = await seen(ada, ada.dm, 'Writing SQL');
    writer.open('one');
    expect((await seen(ada, ada.dm, 'The answer is 4')).ts).toBe(waiting.ts);

    ada.say(ada.dm, 'two');
    const other = await eventually(() =>
      ada.sees(ada.dm).find(({ ts, bot_id }) => bot_id !== undefined && ts !== waiting.ts),
    );
    await ada.press(other, 'Cancel');
    expect((await seen(ada, ada.dm, 'Cancelled')).ts).toBe(other.ts);
    await eventually(() => ada.sees(ada.dm).length === 4);
  });

  test('a message without words says what can be done, and one that cannot be answered says why', async () => {
    const { ada, seen } = await birdSlack({ transport });
    ada.say(ada.dm, '', {
      files: [{ name: 'report.pdf', bytes: new Uint8Array([1]) }],
    });
    await seen(ada, ada.dm, 'There is no picture in that message');
    const question = ada.say(ada.dm, 'What is love?');
    const declined = await seen(ada, ada.dm, 'I do not know "What is love?"');
    expect(Number(declined.ts)).toBeGreaterThan(Number(question.ts));
    await ada.press(declined, 'How many birds?');
    await seen(ada, ada.dm, 'The answer is 4');
    expect(ada.sees(ada.dm)).toHaveLength(5);
  });
});
