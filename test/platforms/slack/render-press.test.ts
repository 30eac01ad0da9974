import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeFollow,
  decodePress,
  encodeFollow,
  encodePress,
} from '../../../src/platforms/slack/render/press.ts';

const call = '0198f3aa-1111-7000-8000-000000000001';

test('a value is readable', () => {
  expect(encodePress({ command: 'page', options: { call, page: 2 } })).toBe(
    `{"command":"page","options":{"call":"${call}","page":2}}`,
  );
  expect(encodePress({ command: 'rate', options: { vote: 'up' }, input: 'comment' })).toBe(
    '{"command":"rate","options":{"vote":"up"},"input":"comment"}',
  );
});

const names = fc.stringMatching(/^[a-z][a-z-]{0,9}$/);
const values = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 900 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
  fc.constant(true),
);

test('whatever fits is read back as it was', () => {
  const presses = fc.record(
    {
      command: names,
      options: fc.dictionary(names, values, { maxKeys: 4, noNullPrototype: true }),
      input: names,
    },
    { requiredKeys: ['command', 'options'] },
  );
  fc.assert(
    fc.property(presses, (press) => {
      const value = encodePress(press);
      if (value === undefined) return;
      expect(value.length).toBeLessThanOrEqual(2000);
      expect(decodePress(value)).toEqual(press);
      expect(decodeFollow(value)).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['a page', { command: 'page', options: { call, page: 100_000 } }],
  [
    'a suggestion',
    { command: 'ask', options: { source: 'demo', private: true, question: '가'.repeat(1000) } },
  ],
  [
    'tables',
    { command: 'schema', options: { source: 'x'.repeat(64), table: 'y'.repeat(200), page: 10_000 } },
  ],
])('a button for %s can be pressed', (_, press) => {
  expect(encodePress(press)).toBeDefined();
});

test('a flag that is off is left out; what no value can hold gets none', () => {
  expect(decodePress(encodePress({ command: 'ask', options: { private: false, question: 'a' } }))).toEqual({
    command: 'ask',
    options: { question: 'a' },
  });
  expect(encodePress({ command: 'ask', options: { question: 'x'.repeat(2000) } })).toBeUndefined();
  expect(encodePress({ command: 'ask', options: { top: Number.NaN } })).toBeUndefined();
  expect(encodePress({ command: 'ask', options: { question: '\u{d800}' } })).toBeUndefined();
  const image = { kind: 'attachment', name: 'a.png', size: 1 } as const;
  expect(encodePress({ command: 'classify', options: { image } })).toBeUndefined();
});

test.each([
  undefined,
  '',
  'page',
  '{',
  'null',
  '[]',
  '{"command":"page"}',
  '{"command":"Page","options":{}}',
  '{"command":"page","options":{"page":{}}}',
  '{"command":"page","options":{},"more":1}',
  '{"follow":"1524523204.000192"}',
])('%s is no press', (value) => {
  expect(decodePress(value)).toBeUndefined();
});

test('a follow-up is told apart, with its thread', () => {
  expect(decodeFollow(encodeFollow('1524523204.000192'))).toEqual({ thread: '1524523204.000192' });
  expect(decodeFollow(undefined)).toBeUndefined();
  expect(decodeFollow('{"follow":""}')).toBeUndefined();
});
