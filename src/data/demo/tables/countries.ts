import { countryIncomeRows, gapminderRows } from '../../../../schema/demo-datasets.ts';
import { readDataset } from '../datasets.ts';
import { numbered, type Rows } from '../rows.ts';

/** By the number that the file calls `cluster`; the names are those of its description. */
const regions = [
  'South Asia',
  'Europe and Central Asia',
  'Sub-Saharan Africa',
  'America',
  'East Asia and Pacific',
  'Middle East and North Africa',
];

export function countries(): Rows {
  const figures = readDataset('gapminder.json', gapminderRows);
  const clusters = new Map(figures.map(({ country, cluster }) => [country, cluster]));
  const incomes = new Map(
    readDataset('gapminder-health-income.csv', countryIncomeRows).map((row) => [row.country, row.income]),
  );
  const ids = numbered(clusters.keys());
  return {
    countries: [...clusters].map(([name, cluster]) => ({
      id: ids.get(name) ?? null,
      name,
      region: regions[cluster] ?? null,
      income_per_person: incomes.get(name) ?? null,
    })),
    country_years: figures.map((row) => ({
      country_id: ids.get(row.country) ?? null,
      year: row.year,
      population: row.pop,
      life_expectancy: row.life_expect,
      fertility_rate: row.fertility,
    })),
  };
}
