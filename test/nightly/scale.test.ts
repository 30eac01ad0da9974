import { expect, test } from 'vitest';
import { growth } from '../../bench/scale/growth.ts';
import { throughput } from '../../bench/scale/throughput.ts';

const minutes = 60_000;
const tell = () => {};

test('two workers answer more than one', { timeout: 5 * minutes }, async () => {
  const [one, two] = [await throughput(1, 400), await throughput(2, 800)];
  expect(two.callsPerSecond / one.callsPerSecond).toBeGreaterThan(1.5);
});

test.each(['sqlite', 'postgres'] as const)(
  'a full store is as quick as an empty one: %s',
  { timeout: 10 * minutes },
  async (dialect) => {
    const { accept, followUp } = await growth(dialect, { turns: 300_000, channels: 10_000, tell });
    for (const { ratio } of [accept, followUp]) expect(ratio).toBeLessThan(2);
  },
);
