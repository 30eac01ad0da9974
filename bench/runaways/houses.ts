import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../src/core/data-source.ts';
import { makeSmallShop } from '../../test/data/dialects/sqlite/small-shop.ts';
import { runaways as ofSqlite } from '../../test/data/dialects/sqlite/statements.ts';

export interface Where {
  /** For files; gone afterwards. */
  readonly folder: string;
  readonly postgres: string;
  readonly mysql: string;
}

/** Where a dialect's database is, and what never ends there. None of the statements needs a table, unless `url` makes it. */
export interface House {
  readonly dialect: Dialect;
  url(where: Where): string;
  readonly statements: readonly (readonly [what: string, sql: string])[];
}

const endless = 'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)';
const thousand = 'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 1000)';
const everywhere = [
  ['rows without end', `${endless} SELECT count(*) FROM r`],
  ['everything times everything', `${thousand} SELECT count(*) FROM r a, r b, r c, r d`],
  [
    'sorting of everything times everything',
    `${thousand} SELECT a.n, b.n, c.n FROM r a, r b, r c ORDER BY a.n + c.n, b.n`,
  ],
  ['one value of 900 MB', "SELECT length(repeat('x', 900000000))"],
] as const;

export const houses: readonly House[] = [
  {
    dialect: 'sqlite',
    url({ folder }) {
      makeSmallShop(join(folder, 'shop.sqlite'));
      return `sqlite:${join(folder, 'shop.sqlite')}`;
    },
    statements: ofSqlite,
  },
  {
    dialect: 'postgres',
    url: ({ postgres }) => postgres,
    statements: [
      ...everywhere,
      ['sleep', 'SELECT pg_sleep(60)'],
      ['a series', 'SELECT count(*) FROM generate_series(1, 100000000000)'],
      [
        'one value of all values',
        "SELECT string_agg(repeat('x', 9000), '') FROM generate_series(1, 10000000)",
      ],
    ],
  },
  {
    dialect: 'mysql',
    url: ({ mysql }) => mysql,
    statements: [
      ...everywhere,
      ['sleep', 'SELECT SLEEP(60)'],
      ['a benchmark', "SELECT BENCHMARK(100000000000, MD5('x'))"],
    ],
  },
  {
    dialect: 'duckdb',
    url({ folder }) {
      writeFileSync(join(folder, 'birds.csv'), 'name,grams\nmagpie,210\nwren,9\n');
      return join(folder, 'birds.csv');
    },
    statements: [
      ...everywhere,
      ['a range', 'SELECT count(*) FROM range(1000000000000)'],
      ['one value that is padded', "SELECT length(printf('%900000000s', 'x'))"],
      ['a list of everything', 'SELECT list(range) FROM range(1000000000)'],
    ],
  },
];
