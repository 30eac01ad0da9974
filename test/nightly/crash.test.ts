import { expect, test } from 'vitest';
import { crashManyAndCount } from '../../bench/crash/many.ts';
import { crashAndCount } from '../../bench/crash/run.ts';

const minutes = 60_000;
const tell = () => {};
const oneOfPoison = { quarantined: 1, innocentQuarantined: 0 };
const deaf = new URL('../../bench/crash/broken/deaf.ts', import.meta.url);

test('R02 killed forty times while hundreds of calls arrive, it loses none and answers none twice', {
  timeout: 30 * minutes,
}, async () => {
  const report = await crashAndCount({ kills: 40, calls: 900, tell });
  expect(report).toMatchObject({ accepted: 901, lost: 0, twice: 0, unanswered: 0, wrong: 0, ...oneOfPoison });
});

test('a build that does not know what it was told before is caught answering twice', {
  timeout: 2 * minutes,
}, async () => {
  const report = await crashAndCount({ kills: 0, calls: 4, preload: deaf, poison: false, tell });
  expect(report.twice).toBeGreaterThan(0);
});

test('R19 R20 R21 two workers are killed again and again, and Postgres once: none is lost and none answered twice', {
  timeout: 20 * minutes,
}, async () => {
  const report = await crashManyAndCount({ kills: 24, calls: 400, workers: 2, tell });
  expect(report).toMatchObject({ accepted: 401, lost: 0, twice: 0, unanswered: 0, wrong: 0, ...oneOfPoison });
});
