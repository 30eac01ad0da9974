import { expect, test } from 'vitest';
import { floodAndCount } from '../../bench/flood/run.ts';
import { inSlack } from '../../bench/slack/slack.ts';

const minutes = 60_000;

test.each(['http', 'socket'] as const)(
  'flooded with calls by %s while others wait, it answers each of them once',
  { timeout: 2 * minutes },
  async (transport) => {
    const told: string[] = [];
    const report = await floodAndCount(inSlack(transport), {
      calls: 12,
      tell: (line) => void told.push(line),
    });
    expect(report).toMatchObject({ answered: 12, lost: 0, twice: 0 });
    // A line more for each of Slack's rules that was broken.
    expect(told.join('\n').split('\n')).toHaveLength(1);
  },
);
