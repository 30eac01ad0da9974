import { expect, test } from 'vitest';
import { inDiscord } from '../../bench/discord/discord.ts';
import { floodAndCount } from '../../bench/flood/run.ts';

const minutes = 60_000;
const tell = () => {};
const echo = new URL('../../bench/discord/broken/echo.ts', import.meta.url);
const mute = new URL('../../bench/discord/broken/mute.ts', import.meta.url);
const forgetful = new URL('../../bench/discord/broken/forgetful.ts', import.meta.url);

test('a build that says everything again is caught answering twice', { timeout: 2 * minutes }, async () => {
  const report = await floodAndCount(inDiscord, { calls: 2, preload: echo, tell });
  expect(report).toMatchObject({ answered: 0, lost: 0, twice: 4 });
});

test('a build that does not acknowledge is caught being late', { timeout: 2 * minutes }, async () => {
  const report = await floodAndCount(inDiscord, { calls: 1, preload: mute, patienceMs: 3_000, tell });
  expect(report).toMatchObject({ ackP99Ms: 3000, lost: 0, twice: 0 });
});

test('a build that says nothing after it has acknowledged is caught losing', {
  timeout: 2 * minutes,
}, async () => {
  const report = await floodAndCount(inDiscord, { calls: 1, preload: forgetful, patienceMs: 3_000, tell });
  expect(report).toMatchObject({ answered: 0, lost: 2, twice: 0 });
});
