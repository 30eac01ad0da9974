import { expect, test } from 'vitest';
import { soakAndWatch } from '../../bench/soak/run.ts';

const minutes = 60_000;
const tell = () => {};
const leaky = new URL('../../bench/soak/broken/leaky.ts', import.meta.url);

test('an hour of everything: memory and handles stay flat, and nothing is lost', {
  timeout: 70 * minutes,
}, async () => {
  const report = await soakAndWatch({ minutes: 60, tell });
  expect(report).toMatchObject({ flat: true, died: false, lost: 0, twice: 0, unanswered: 0, wrong: 0 });
});

test('a build that leaks is caught', { timeout: 5 * minutes }, async () => {
  const report = await soakAndWatch({ minutes: 1.5, preload: leaky, tell });
  expect(report.flat).toBe(false);
});
