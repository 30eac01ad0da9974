import { expect, test } from 'vitest';
import { inDiscord } from '../../bench/discord/discord.ts';
import { floodAndCount } from '../../bench/flood/run.ts';

const minutes = 60_000;

test('flooded with calls while others wait, it answers each of them once', {
  timeout: 2 * minutes,
}, async () => {
  expect(await floodAndCount(inDiscord, { calls: 12, tell: () => {} })).toMatchObject({
    answered: 12,
    lost: 0,
    twice: 0,
  });
});
