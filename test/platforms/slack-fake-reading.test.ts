import { expect, test } from 'vitest';
import { drawnBlocks } from '../support/slack/drawn.ts';
import { readText } from '../support/slack-text.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const;

test.for([
  ['*bold* and _so_', 'bold and so'],
  ['*_both_*', 'both'],
  ['snake_case_name, 2 * 3 * 4', 'snake_case_name, 2 * 3 * 4'],
  ['`a_b_` is `*`', 'a_b_ is *'],
  ['```\nSELECT count(*), sum(_x)\nFROM a_b\n```', 'SELECT count(*), sum(_x)\nFROM a_b'],
  ['1 &lt; 2 &amp;amp; 3', '1 < 2 &amp; 3'],
] as const)('%s is read without its marks', ([mrkdwn, read]) => {
  expect(readText({ text: 'for notifications', blocks: [section(mrkdwn)] })).toBe(read);
  expect(readText({ text: mrkdwn })).toBe(read);
});

test('a message is drawn with its buttons', () => {
  const button = (text: string) =>
    ({ type: 'button', action_id: text, text: { type: 'plain_text', text } }) as const;
  const drawn = drawnBlocks([
    section('*Twelve* birds.'),
    { type: 'divider' },
    { type: 'actions', elements: [button('CSV'), button('Run again')] } as never,
  ]);
  expect(drawn.split('\n')).toEqual(['Twelve birds.', '', '─'.repeat(40), '', '[CSV] [Run again]']);
});
