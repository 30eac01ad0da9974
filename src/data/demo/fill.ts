import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Row, Rows } from './rows.ts';
import { cars } from './tables/cars.ts';
import { countries } from './tables/countries.ts';
import { earthquakes } from './tables/earthquakes.ts';
import { flights } from './tables/flights.ts';
import { movies } from './tables/movies.ts';
import { penguins } from './tables/penguins.ts';
import { states } from './tables/states.ts';
import { stocks } from './tables/stocks.ts';
import { weather } from './tables/weather.ts';

const parts: readonly (() => Rows)[] = [
  states,
  flights,
  movies,
  cars,
  weather,
  countries,
  stocks,
  penguins,
  earthquakes,
];

/** Makes the whole database in a new file and marks it with the edition. Takes about a second, synchronously. */
export function fillDemo(file: string, edition: number): void {
  const database = new DatabaseSync(file);
  database.exec('BEGIN');
  database.exec(readFileSync(new URL('schema.sql', import.meta.url), 'utf8'));
  for (const part of parts) {
    for (const [table, rows] of Object.entries(part())) insert(database, table, rows);
  }
  database.exec(`PRAGMA user_version = ${edition}`);
  database.exec('COMMIT');
  database.exec('ANALYZE');
  database.close();
}

function insert(database: DatabaseSync, table: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const places = columns.map(() => '?').join(', ');
  const statement = database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
  for (const row of rows) statement.run(...columns.map((column) => row[column] ?? null));
}
