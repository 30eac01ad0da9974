import { movieRows } from '../../../../schema/demo-datasets.ts';
import { readDataset } from '../datasets.ts';
import { isoDate } from '../dates.ts';
import { mendMacRoman } from '../mac-roman.ts';
import { numbered, type Rows } from '../rows.ts';

// The file was made in 2010: its later years come from two digits ('39' for Gone with the Wind).
const lastYear = 2011;

export function movies(): Rows {
  const films = readDataset('movies.json', movieRows).flatMap((film) =>
    film.Title === null ? [] : [{ ...film, Title: film.Title }],
  );
  const directors = numbered(films.flatMap((film) => mended(film.Director) ?? []));
  const distributors = numbered(films.flatMap((film) => mended(film.Distributor) ?? []));
  return {
    directors: named(directors),
    distributors: named(distributors),
    movies: films.map((film, index) => ({
      id: index + 1,
      title: mendMacRoman(film.Title),
      release_date: releaseDate(film['Release Date']),
      genre: film['Major Genre'],
      mpaa_rating: film['MPAA Rating'],
      running_time_minutes: film['Running Time min'],
      source: film.Source,
      creative_type: film['Creative Type'],
      director_id: directors.get(mended(film.Director) ?? '') ?? null,
      distributor_id: distributors.get(mended(film.Distributor) ?? '') ?? null,
      production_budget: film['Production Budget'],
      us_gross: earned(film['US Gross']),
      worldwide_gross: earned(film['Worldwide Gross']),
      us_dvd_sales: film['US DVD Sales'],
      imdb_rating: film['IMDB Rating'],
      imdb_votes: film['IMDB Votes'],
      rotten_tomatoes_rating: film['Rotten Tomatoes Rating'],
    })),
  };
}

const mended = (name: string | null) => (name === null ? null : mendMacRoman(name));

const named = (ids: ReadonlyMap<string, number>) => [...ids].map(([name, id]) => ({ id, name }));

/** A gross of 0 means that nobody knows it. */
const earned = (dollars: number | null) => (dollars === 0 ? null : dollars);

function releaseDate(american: string): string | null {
  // How the file says that it does not know: one day before the Unix epoch.
  if (american === 'Dec 31 1969') return null;
  const date = isoDate(american);
  const year = Number(date.slice(0, 4));
  return year > lastYear ? `${year - 100}${date.slice(4)}` : date;
}
