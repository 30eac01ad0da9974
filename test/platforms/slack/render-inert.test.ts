import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fencedLines, inert } from '../../../src/platforms/slack/render/escape.ts';
import { visible } from '../../../src/render/visible.ts';
import { sharedData } from '../../support/shared-data.ts';
import { liveIn, readMrkdwn } from '../../support/slack/mrkdwn.ts';

const attacks = [
  ['everybody', '<!channel> <!here> <!everyone|all>'],
  ['a group', '<!subteam^S123|team>'],
  ['a person', '<@U123> <@U123|Ada>'],
  ['a channel', '<#C123|general>'],
  ['a time', '<!date^1392734382^{date}^https://evil.example|soon>'],
  ['a link', '<https://evil.example|bank> <mailto:a@b.example|write>'],
  ['an address', 'https://evil.example/x?a=b HTTP://EVIL.EXAMPLE slack://open'],
  ['an emoji', ':wave: :+1::skin-tone-2: :한글:'],
  ['formats', '*a* _b_ ~c~ `d` ```e``` *_~f~_*'],
  ['a quotation', '> one'],
  ['escaped already', '&lt;!channel&gt; &amp;lt;!here&amp;gt;'],
] as const;

test.each(attacks)('foreign text cannot be %s', (_, text) => {
  expect(liveIn(text) ?? liveIn(readMrkdwn(text))).toBeDefined();
  expect(liveIn(inert(text))).toBeUndefined();
  expect(readMrkdwn(inert(text))).toBe(visible(text));
});

const bits = fc.constantFrom(...attacks.map(([, text]) => text), ...'<>&*_~`:/ \n');
const hostile = fc
  .array(fc.oneof(bits, fc.string({ unit: 'binary', maxLength: 5 }), fc.string({ maxLength: 5 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));
const lookalike = /[∗ˍ∼ˋ꞉›]/;

test('O42 O44 whatever text says, nothing of it does anything, and all of it can be read', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(liveIn(inert(text))).toBeUndefined();
      if (!lookalike.test(text)) expect(readMrkdwn(inert(text))).toBe(visible(text));
    }),
    { numRuns: 2000 },
  );
});

test('whatever lines say, they stay in their code block', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 4 }), fc.integer({ min: 8, max: 200 }), (texts, room) => {
      const block = fencedLines(texts.map(visible), room);
      expect(block.length).toBeLessThanOrEqual(room);
      expect(block).toMatch(/^```\n[^<>]*\n```$/);
      expect(block.match(/`{3}/g)).toHaveLength(2);
    }),
    { numRuns: 2000 },
  );
});

test('ordinary text stays as it is', () => {
  const text = "At 12:30, 3/4 of 1.5 films (-5 %) by studio_name cost $2 - that's #1! Is it so? 값: 3.";
  expect(inert(text)).toBe(text);
});

const naughty = join(sharedData, 'naughty-strings/blns.json');
describe.skipIf(!existsSync(naughty))('the big list of naughty strings', () => {
  test('is text, each of them and all together', () => {
    const strings: string[] = JSON.parse(readFileSync(naughty, 'utf8'));
    for (const text of [...strings, strings.join('\n')]) {
      expect([text, liveIn(inert(text))]).toEqual([text, undefined]);
    }
  });
});
