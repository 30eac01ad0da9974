import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFewAtOnce } from '../../src/core/few-at-once.ts';

test('no more are under way than may be, in the order in which they came, also when one fails', async () => {
  const few = createFewAtOnce(2);
  const began: number[] = [];
  let underWay = 0;
  let most = 0;
  const works = [0, 1, 2, 3, 4].map((n) =>
    few(async () => {
      began.push(n);
      underWay += 1;
      most = Math.max(most, underWay);
      await sleep(5);
      underWay -= 1;
      if (n === 1) throw new Error('broken');
    }),
  );
  const ends = await Promise.allSettled(works);
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect({ began, most }).toEqual({ began: [0, 1, 2, 3, 4], most: 2 });
});
