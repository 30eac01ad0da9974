import { expect, test } from 'vitest';
import { flatnessOf } from '../../bench/soak/flat.ts';

const at = (rssMb: number, childrenMb = 300, fds = 40) => ({ rssMb, childrenMb, fds, children: 4 });
const run = (of: (minute: number) => ReturnType<typeof at>) =>
  Array.from({ length: 60 }, (_, minute) => of(minute));

test('what warms up, comes and goes is flat', () => {
  expect(flatnessOf(run((minute) => at(minute < 15 ? 100 + 10 * minute : 250 + (minute % 7)))).flat).toBe(
    true,
  );
});

test.each([
  ['memory', run((minute) => at(200 + 5 * minute))],
  ['memory of children', run((minute) => at(200, 300 + 6 * minute))],
  ['handles', run((minute) => at(200, 300, 40 + minute))],
])('what grows is not: %s', (_, samples) => {
  expect(flatnessOf(samples).flat).toBe(false);
});
