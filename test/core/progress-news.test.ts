import { expect, test } from 'vitest';
import { rounded, tellsMore } from '../../src/core/dispatch/progress-news.ts';
import type { Progress } from '../../src/core/progress.ts';

const waiting = (ahead: number, etaMs: number): Progress => ({ kind: 'waiting', ahead, etaMs });
const running: Progress = { kind: 'working', step: 'running' };

test.each([
  ['the first word', waiting(3, 9000), undefined, true],
  ['one fewer ahead', waiting(2, 9000), waiting(3, 9000), true],
  ['a shorter wait', waiting(3, 8000), waiting(3, 9000), true],
  ['the same', waiting(3, 9000), waiting(3, 9000), false],
  ['more ahead, though it will be quicker', waiting(4, 2000), waiting(3, 9000), false],
  ['a little longer', waiting(3, 12_000), waiting(3, 9000), false],
  ['longer by far: the estimate was wrong', waiting(3, 60_000), waiting(3, 9000), true],
  ['it has started', running, waiting(0, 0), true],
  ['it waits again, after its files were fetched', waiting(0, 1000), running, true],
  ['the same step', running, running, false],
])('%s', (_, news, shown, more) => {
  expect(tellsMore(news, shown)).toBe(more);
});

test('times are rounded, the coarser the longer', () => {
  const times = [0, 1, 420, 1200, 9999, 12_000, 59_000, 61_000].map((ms) => rounded(waiting(0, ms)));
  expect(times.map((one) => one.kind === 'waiting' && one.etaMs)).toEqual([
    0, 100, 400, 1000, 10_000, 10_000, 60_000, 60_000,
  ]);
});
