import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeFollow,
  decodePress,
  encodePress,
  followId,
} from '../../../src/platforms/discord/render/custom-id.ts';

const call = '0198f3aa-1111-7000-8000-000000000001';

test('an id is readable, and short', () => {
  expect(encodePress({ command: 'page', options: { call, page: 2 } })).toBe(`page|call=${call}|page=#2`);
  expect(encodePress({ command: 'rate', options: { call, vote: 'up' }, ask: 'comment' })).toBe(
    `rate|call=${call}|vote=up|?comment`,
  );
  expect(
    encodePress({ command: 'ask', options: { source: 'a|b', private: true, question: '50% = #1?' } }),
  ).toBe('ask|source=a%7Cb|private=!1|question=50%25 %3D #1%3F');
});

const names = fc.stringMatching(/^[a-z][a-z-]{0,9}$/).filter((name) => name !== 'follow');
const values = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('#1', '!1', '!', '#', '%7C', '%', '?x', '='),
  fc.maxSafeInteger(),
  fc.constant(true),
);

test('whatever fits is read back as it was', () => {
  const presses = fc.record({
    command: names,
    options: fc.dictionary(fc.oneof(names, fc.string({ minLength: 1, maxLength: 5 })), values, {
      maxKeys: 3,
    }),
    ask: fc.option(names, { nil: undefined }),
  });
  fc.assert(
    fc.property(presses, ({ command, options, ask }) => {
      const id = encodePress({ command, options, ...(ask !== undefined && { ask }) });
      if (id === undefined) return;
      expect(id.length).toBeLessThanOrEqual(100);
      expect(decodePress(id)).toEqual({ command, options: { ...options }, ...(ask && { input: ask }) });
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['a page', { command: 'page', options: { call, page: 100_000 } }],
  ['a vote', { command: 'rate', options: { call, vote: 'down' }, ask: 'comment' }],
  ['the SQL', { command: 'show-sql', options: { call } }],
  ['another run', { command: 'run-again', options: { call } }],
  ['an end', { command: 'cancel', options: { call } }],
  [
    'tables',
    {
      command: 'schema',
      options: { source: 'warehouse', table: 'x'.repeat(40), private: true, page: 10_000 },
    },
  ],
  ['a suggestion', { command: 'ask', options: { source: 'demo', private: true, question: 'q'.repeat(60) } }],
])('a button for %s can be pressed', (_, press) => {
  expect(encodePress(press)).toBeDefined();
});

test('a flag that is off is left out; what no id can hold gets none', () => {
  expect(encodePress({ command: 'ask', options: { private: false, question: 'a' } })).toBe('ask|question=a');
  expect(encodePress({ command: 'ask', options: { question: 'x'.repeat(100) } })).toBeUndefined();
  expect(encodePress({ command: 'ask', options: { top: 1.5 } })).toBeUndefined();
  expect(encodePress({ command: 'ask', options: { question: '\u{d800}' } })).toBeUndefined();
  const image = { kind: 'attachment', name: 'a.png', size: 1 } as const;
  expect(encodePress({ command: 'classify', options: { image } })).toBeUndefined();
});

test.each(['', '|', 'Page|x=1', 'page|x', 'page|=1', 'page|x=#a', 'page|x=!2', 'follow', 'follow:12'])(
  '"%s" is no press',
  (id) => {
    expect(decodePress(id)).toBeUndefined();
  },
);

test('a follow-up is told apart, with its thread or without', () => {
  expect(decodeFollow(followId())).toEqual({});
  expect(decodeFollow(followId('123456789012345678'))).toEqual({ thread: '123456789012345678' });
  expect(decodeFollow('follow:me')).toBeUndefined();
  expect(decodeFollow('page|x=#1')).toBeUndefined();
});
