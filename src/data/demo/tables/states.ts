import { capitalRows, hurricaneRows, incomeRows, obesityRows } from '../../../../schema/demo-datasets.ts';
import { readDataset } from '../datasets.ts';
import type { Rows } from '../rows.ts';

const regions: Readonly<Record<string, string>> = {
  northeast: 'Northeast',
  midwest: 'Midwest',
  south: 'South',
  west: 'West',
  other: 'Territories',
};

// The datasets number the states; the codes of these two are in none of them.
const otherCodes: ReadonlyMap<number, string> = new Map([
  [11, 'DC'],
  [72, 'PR'],
]);

// Territories that only the airports mention.
const territories = {
  AS: 'American Samoa',
  CQ: 'Northern Mariana Islands',
  GU: 'Guam',
  VI: 'Virgin Islands',
};

export function states(): Rows {
  const codes = new Map(readDataset('obesity.json', obesityRows).map(({ id, state }) => [id, state]));
  const capitals = new Map(
    readDataset('us-state-capitals.json', capitalRows).map(({ state, city }) => [state, city]),
  );
  const figures = new Map(
    readDataset('population_engineers_hurricanes.csv', hurricaneRows).map((row) => [row.id, row]),
  );
  const named = new Map(readDataset('income.json', incomeRows).map((row) => [row.id, row]));
  return {
    states: [
      ...[...named.values()].map(({ id, name, region }) => ({
        code: codes.get(id) ?? otherCodes.get(id) ?? null,
        name,
        capital: capitals.get(name) ?? null,
        region: regions[region] ?? null,
        population: figures.get(id)?.population ?? null,
        hurricanes: figures.get(id)?.hurricanes ?? null,
      })),
      ...Object.entries(territories).map(([code, name]) => ({
        code,
        name,
        capital: null,
        region: 'Territories',
        population: null,
        hurricanes: null,
      })),
    ],
  };
}
