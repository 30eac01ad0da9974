import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inertLine, inertLines } from '../../../src/platforms/discord/render/escape.ts';
import { fenced } from '../../../src/platforms/discord/render/fence.ts';
import { visible, visibleLines } from '../../../src/render/visible.ts';
import { read, seen } from '../../support/discord/seen.ts';
import { sharedData } from '../../support/shared-data.ts';

const attacks = [
  ['everybody', '@everyone and @here'],
  ['everybody, hidden', '@\u{200b}everyone'],
  ['a person', '<@123> <@!123>'],
  ['a role', '<@&123>'],
  ['a channel', '<#123>'],
  ['a command', '</ask:123>'],
  ['a place', '<id:customize>'],
  ['a time', '<t:1700000000:R>'],
  ['an emoji', '<:cat:123> <a:cat:123> :wave: :wave::skin-tone-2:'],
  ['an address', 'https://evil.example/x?a=b HTTP://EVIL.EXAMPLE steam://run'],
  ['an address in brackets', '<https://evil.example>'],
  ['a masked address', '[bank](https://evil.example "bank")'],
  ['an invitation', 'discord.gg/abc https://discord.com/invite/abc DISCORDAPP.com/invite/abc'],
  ['formats', '*a* **b** _c_ __d__ ~~e~~ ||f|| `g` ``h`` ```i```'],
  ['a heading', '# big\n## less\n### least\n-# small'],
  ['a quotation', '> one\n>>> all'],
  ['a list', '- a\n* b\n+ c\n1. d\n  2) e'],
  ['backslashes', '\\*a\\* \\\\*b\\\\* \\<@1> \\\\<@1> \\'],
] as const;

test.each(attacks)('foreign text cannot be %s', (_, text) => {
  const inert = inertLines(text);
  expect(seen(inert)).toEqual({ codeBlocks: [], live: undefined });
  // A list and small print, which a reply may have elsewhere.
  expect(inert).not.toMatch(/^\s*(?:-#?|[*+])\s/m);
  expect(read(inert)).toBe(visibleLines(text));
});

const bits = fc.constantFrom(
  ...attacks.map(([, text]) => text),
  '\\',
  '`',
  '```',
  '<',
  '@',
  ':',
  '/',
  '.',
  '\n',
  ' ',
);
const hostile = fc
  .array(fc.oneof(bits, fc.string({ unit: 'binary', maxLength: 5 }), fc.string({ maxLength: 5 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

test('O42 O44 whatever text says, nothing of it does anything, and all of it can be read', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(seen(inertLine(text))).toEqual({ codeBlocks: [], live: undefined });
      expect(read(inertLine(text))).toBe(visible(text));
      expect(seen(inertLines(text)).live).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test('O43 whatever code says, it stays in its block', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const block = fenced(visibleLines(text), 10_000, 'sql');
      if (block === undefined) return;
      expect(seen(`${block}\nafter`).codeBlocks).toHaveLength(1);
      expect(block.match(/`{3}/g)).toHaveLength(2);
    }),
    { numRuns: 2000 },
  );
});

test('a fence in code stays readable, and MySQL keeps its backticks', () => {
  expect(fenced("SELECT '```' FROM `a``b`", 100)).toBe("```\nSELECT 'ˋˋˋ' FROM `a``b`\n```");
});

test('ordinary text stays as it is', () => {
  const text = "At 12:30, 3/4 of 1.5 films (-5 %) cost $2 - that's #1! Is it so? 값: 3.";
  expect(inertLine(text)).toBe(text);
});

const naughty = join(sharedData, 'naughty-strings/blns.json');
describe.skipIf(!existsSync(naughty))('the big list of naughty strings', () => {
  test('is text, each of them and all together', () => {
    const strings: string[] = JSON.parse(readFileSync(naughty, 'utf8'));
    for (const text of [...strings, strings.join('\n')]) {
      const inert = inertLines(text);
      expect([text, seen(inert)]).toEqual([text, { codeBlocks: [], live: undefined }]);
      expect(read(inert)).toBe(visibleLines(text));
    }
  });
});
