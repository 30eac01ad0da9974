import { expect, test } from 'vitest';
import { crashAndCount } from '../../bench/crash/run.ts';

const minutes = 60_000;
const tell = () => {};
const oneOfPoison = { quarantined: 1, innocentQuarantined: 0 };
const early = new URL('../../bench/crash/broken/early.ts', import.meta.url);

test('R02 killed while calls arrive, it loses none that it acknowledged and answers none twice', {
  timeout: 2 * minutes,
}, async () => {
  const report = await crashAndCount({ kills: 3, calls: 30, tell });
  expect(report).toMatchObject({ accepted: 31, lost: 0, twice: 0, unanswered: 0, wrong: 0, ...oneOfPoison });
});

test('a build that acknowledges before it has stored is caught losing', {
  timeout: 2 * minutes,
}, async () => {
  const report = await crashAndCount({ kills: 1, calls: 12, preload: early, poison: false, tell });
  expect(report.lost).toBeGreaterThan(0);
});
