import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLull } from '../../src/core/lull.ts';

test('work waits until nobody is inside, and for nobody when nobody is', async () => {
  const lull = createLull();
  await lull.reached();
  const [one, other] = [lull.enter(), lull.enter()];
  let reached = false;
  const waiting = lull.reached().then(() => {
    reached = true;
  });
  one[Symbol.dispose]();
  await sleep(20);
  expect(reached).toBe(false);
  other[Symbol.dispose]();
  await waiting;
});
