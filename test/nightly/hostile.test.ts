import { expect, test } from 'vitest';
import { sendHostile } from '../../bench/hostile/hostile.ts';

test('I47 thousands of pictures that are made to do harm get an answer or a polite refusal, in time and memory', {
  timeout: 60 * 60_000,
}, async () => {
  const report = await sendHostile(5_000, 20_261_201);
  expect(report).toMatchObject({ calls: 5_000, innocentRefused: 0 });
  expect(report.refused).not.toHaveProperty('UNEXPECTED');
  expect(report.longestMs).toBeLessThanOrEqual(5_000);
  expect(report.childMb).toBeLessThanOrEqual(report.limitMb);
});
