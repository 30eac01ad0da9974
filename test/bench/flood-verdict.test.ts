import { expect, test } from 'vitest';
import { judge, type Sighting } from '../../bench/flood/verdict.ts';

const saw = (different: Partial<Sighting> = {}): Sighting => ({
  measured: true,
  acknowledgedMs: 10,
  answers: 1,
  ...different,
});

test.each<[string, readonly Sighting[], ReturnType<typeof judge>]>([
  ['one answer each', [saw(), saw()], { ackP99Ms: 10, answered: 2, lost: 0, twice: 0 }],
  [
    'acknowledged and never answered',
    [saw(), saw({ answers: 0 })],
    { ackP99Ms: 10, answered: 1, lost: 1, twice: 0 },
  ],
  ['answered twice', [saw({ answers: 2 })], { ackP99Ms: 10, answered: 0, lost: 0, twice: 1 }],
  [
    'never acknowledged was never promised, and is too late',
    [saw({ acknowledgedMs: undefined, answers: 0 })],
    { ackP99Ms: 3000, answered: 0, lost: 0, twice: 0 },
  ],
  [
    'who waited is not measured, but neither forgotten nor told twice',
    [
      saw(),
      saw({ measured: false, acknowledgedMs: 2000 }),
      saw({ measured: false, answers: 0 }),
      saw({ measured: false, answers: 3 }),
    ],
    { ackP99Ms: 10, answered: 1, lost: 1, twice: 1 },
  ],
  [
    'one in a hundred may be slower',
    Array.from({ length: 200 }, (_, n) => saw({ acknowledgedMs: n + 1 })),
    { ackP99Ms: 198, answered: 200, lost: 0, twice: 0 },
  ],
])('%s', (_, sightings, expected) => {
  expect(judge(sightings)).toEqual(expected);
});
