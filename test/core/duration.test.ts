import { expect, test } from 'vitest';
import { durationIn } from '../../src/core/duration.ts';

test.each([
  ['en', 0, '1 second'],
  ['en', 12_400, '12 seconds'],
  ['en', 59_999, '60 seconds'],
  ['en', 61_000, '1 minute'],
  ['en', 200_000, '3 minutes'],
  ['en', 7_000_000, '117 minutes'],
  ['en', 18_100_000, '5 hours'],
  ['ko', 12_400, '12초'],
  ['ko', 200_000, '3분'],
] as const)('%s, %i ms: %s', (language, ms, words) => {
  expect(durationIn(language, ms)).toBe(words);
});
