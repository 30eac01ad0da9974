import { expect, test } from 'vitest';
import { floodAndCount } from '../../bench/flood/run.ts';
import { inSlack } from '../../bench/slack/slack.ts';

const minutes = 60_000;
const tell = () => {};
const echo = new URL('../../bench/slack/broken/echo.ts', import.meta.url);
const mute = new URL('../../bench/slack/broken/mute.ts', import.meta.url);
const forgetful = new URL('../../bench/slack/broken/forgetful.ts', import.meta.url);

test.each(['http', 'socket'] as const)(
  'by %s a build that does not acknowledge is caught being late',
  { timeout: 2 * minutes },
  async (transport) => {
    const report = await floodAndCount(inSlack(transport), {
      calls: 1,
      preload: mute,
      patienceMs: 3_000,
      tell,
    });
    expect(report).toMatchObject({ ackP99Ms: 3000, answered: 0, twice: 0 });
  },
);

const slack = inSlack('http');

test('a build that says everything again is caught answering twice', { timeout: 2 * minutes }, async () => {
  const report = await floodAndCount(slack, { calls: 4, preload: echo, tell });
  expect(report).toMatchObject({ answered: 0, lost: 0, twice: 8 });
});

test('a build that says nothing after it has acknowledged is caught losing', {
  timeout: 2 * minutes,
}, async () => {
  const report = await floodAndCount(slack, { calls: 4, preload: forgetful, patienceMs: 3_000, tell });
  expect(report).toMatchObject({ answered: 0, lost: 8, twice: 0 });
});
