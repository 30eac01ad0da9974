import { describe, expect, test } from 'vitest';
import { birdSlack, transports } from '../../support/bird-slack.ts';
import { readText } from '../../support/slack-text.ts';

describe.each(transports)('by %s', (transport) => {
  test('a question is acknowledged at once, answered with a table, and goes on in its thread', async () => {
    const { ada, bo, birds, seen } = await birdSlack({ transport });
    const asked = await ada.slash(birds, '/ask', 'Which birds are there?');
    expect(asked.acknowledged?.afterMs).toBeLessThan(3000);
    const answer = await seen(bo, birds, '4 rows');
    expect(readText(answer)).toContain('magpie');
    // Slack shows nobody who typed a command.
    expect(readText(answer)).toContain('For Ada · 4 rows');

    bo.say(birds, 'How many birds?', { thread: answer.ts });
    const second = await seen(ada, birds, 'The answer is 4');
    expect(second.thread_ts).toBe(answer.ts);
    expect(readText(second)).not.toContain('For Bo');
    expect(ada.sees(birds)).toHaveLength(3);
  });
});
