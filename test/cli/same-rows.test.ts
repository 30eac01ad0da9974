import { describe, expect, test } from 'vitest';
import { isOrdered, type Row, sameRows } from '../../src/cli/eval/same-rows.ts';
import { processorMs } from '../support/processor-time.ts';

const cases: readonly {
  readonly about: string;
  readonly gold: readonly Row[];
  readonly got: readonly Row[];
  readonly bag: boolean;
  readonly list: boolean;
}[] = [
  { about: 'no rows', gold: [], got: [], bag: true, list: true },
  { about: 'the same rows', gold: [[1], [2]], got: [[1], [2]], bag: true, list: true },
  { about: 'another order', gold: [[1], [2]], got: [[2], [1]], bag: true, list: false },
  { about: 'a row too many', gold: [[1]], got: [[1], [1]], bag: false, list: false },
  { about: 'a row too few', gold: [[1], [1]], got: [[1]], bag: false, list: false },
  {
    about: 'other counts of the same rows',
    gold: [[1], [1], [2]],
    got: [[1], [2], [2]],
    bag: false,
    list: false,
  },
  { about: 'a column too many', gold: [[1]], got: [[1, 2]], bag: false, list: false },
  {
    about: 'columns in another order',
    gold: [
      [1, 'a'],
      [2, 'b'],
    ],
    got: [
      ['a', 1],
      ['b', 2],
    ],
    bag: true,
    list: true,
  },
  {
    about: 'columns and rows in another order',
    gold: [
      [1, 'a'],
      [2, 'b'],
    ],
    got: [
      ['b', 2],
      ['a', 1],
    ],
    bag: true,
    list: false,
  },
  {
    about: 'columns of the same values that belong to other rows',
    gold: [
      [1, 2],
      [2, 1],
    ],
    got: [
      [1, 1],
      [2, 2],
    ],
    bag: false,
    list: false,
  },
  {
    about: 'columns with the same values, swapped',
    gold: [
      [1, 2],
      [2, 3],
      [3, 1],
    ],
    got: [
      [2, 1],
      [3, 2],
      [1, 3],
    ],
    bag: true,
    list: true,
  },
  { about: 'numbers that differ by rounding', gold: [[0.1 + 0.2]], got: [[0.3]], bag: true, list: true },
  {
    about: 'large numbers that differ by rounding',
    gold: [[1e12]],
    got: [[1e12 + 1]],
    bag: true,
    list: true,
  },
  { about: 'numbers that differ', gold: [[0.3]], got: [[0.30001]], bag: false, list: false },
  {
    about: 'rounded numbers in another order',
    gold: [
      [0.1, 'a'],
      [0.3, 'a'],
    ],
    got: [
      [0.1 + 0.2, 'a'],
      [0.1, 'a'],
    ],
    bag: true,
    list: false,
  },
  { about: 'null and empty', gold: [[null]], got: [['']], bag: false, list: false },
  { about: 'null and zero', gold: [[null]], got: [[0]], bag: false, list: false },
  { about: 'a number and its text', gold: [[1]], got: [['1']], bag: false, list: false },
  { about: 'truth and its number', gold: [[true], [false]], got: [[1], [0]], bag: true, list: true },
  { about: 'upper and lower case', gold: [['a']], got: [['A']], bag: false, list: false },
];

describe.each(cases)('$about', ({ gold, got, bag, list }) => {
  test(bag ? 'is the same bag' : 'is another bag', () => expect(sameRows(gold, got, false)).toBe(bag));
  test(list ? 'is the same list' : 'is another list', () => expect(sameRows(gold, got, true)).toBe(list));
});

test('many equal rows and columns are compared in no time', async () => {
  const rows = Array.from({ length: 2000 }, (_, n) =>
    Array.from({ length: 8 }, (_, at) => (n * (at + 1)) % 7),
  );
  const compare = () => {
    expect(sameRows(rows, rows.toReversed(), false)).toBe(true);
    expect(
      sameRows(Array(300).fill(Array(30).fill(1)), Array(300).fill([...Array(29).fill(1), 2]), false),
    ).toBe(false);
  };
  expect(await processorMs(compare)).toBeLessThan(3_000);
});

test.each([
  ['SELECT a FROM t ORDER BY a', true],
  ['SELECT a FROM t order  by a LIMIT 1', true],
  ['SELECT a FROM t WHERE a IN (SELECT b FROM s ORDER BY b LIMIT 1)', false],
  ['SELECT rank() OVER (ORDER BY a) FROM t', false],
  ["SELECT 'ORDER BY' FROM t", false],
  ['SELECT "order by" FROM t', false],
  ['SELECT a FROM (SELECT a FROM t ORDER BY a) ORDER BY a', true],
])('%s: ordered is %s', (sql, ordered) => {
  expect(isOrdered(sql)).toBe(ordered);
});
