import { z } from 'zod';

/** Those files of the npm package vega-datasets from which the demo database is made. */

const numeral = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform(Number);
const spelled = z.union([z.string(), z.number()]).transform(String);

export const airportRows = z.array(
  z.object({
    iata: z.string(),
    name: z.string(),
    city: z.string(),
    state: z.string(),
    country: z.string(),
    latitude: numeral,
    longitude: numeral,
  }),
);

export const flightRows = z.array(
  z.object({
    /** '2001/01/31 06:55' */
    date: z.string(),
    delay: z.number(),
    distance: z.number(),
    origin: z.string(),
    destination: z.string(),
  }),
);

/** Ten rows for each state, one for each bracket of income. */
export const incomeRows = z.array(z.object({ id: z.number(), name: z.string(), region: z.string() }));
export const obesityRows = z.array(z.object({ id: z.number(), state: z.string() }));
export const capitalRows = z.array(z.object({ state: z.string(), city: z.string() }));
export const hurricaneRows = z.array(z.object({ id: numeral, population: numeral, hurricanes: numeral }));

export const movieRows = z.array(
  z.object({
    Title: spelled.nullable(),
    'US Gross': z.number().nullable(),
    'Worldwide Gross': z.number().nullable(),
    'US DVD Sales': z.number().nullable(),
    'Production Budget': z.number().nullable(),
    /** 'Jun 12 1998' */
    'Release Date': z.string(),
    'MPAA Rating': z.string().nullable(),
    'Running Time min': z.number().nullable(),
    Distributor: z.string().nullable(),
    Source: z.string().nullable(),
    'Major Genre': z.string().nullable(),
    'Creative Type': z.string().nullable(),
    Director: z.string().nullable(),
    'Rotten Tomatoes Rating': z.number().nullable(),
    'IMDB Rating': z.number().nullable(),
    'IMDB Votes': z.number().nullable(),
  }),
);

export const carRows = z.array(
  z.object({
    Name: z.string(),
    Miles_per_Gallon: z.number().nullable(),
    Cylinders: z.number(),
    Displacement: z.number(),
    Horsepower: z.number().nullable(),
    Weight_in_lbs: z.number(),
    Acceleration: z.number(),
    /** '1970-01-01' */
    Year: z.string(),
    Origin: z.string(),
  }),
);

export const weatherRows = z.array(
  z.object({
    location: z.string(),
    /** '2012-01-31' */
    date: z.string(),
    precipitation: numeral,
    temp_max: numeral,
    temp_min: numeral,
    wind: numeral,
    weather: z.string(),
  }),
);

export const gapminderRows = z.array(
  z.object({
    year: z.number(),
    country: z.string(),
    cluster: z.number(),
    pop: z.number(),
    life_expect: z.number(),
    fertility: z.number(),
  }),
);
export const countryIncomeRows = z.array(z.object({ country: z.string(), income: numeral }));

/** `date` is 'Jan 1 2000'. */
export const stockRows = z.array(z.object({ symbol: z.string(), date: z.string(), price: numeral }));

export const penguinRows = z.array(
  z.object({
    Species: z.string(),
    Island: z.string(),
    'Beak Length (mm)': z.number().nullable(),
    'Beak Depth (mm)': z.number().nullable(),
    'Flipper Length (mm)': z.number().nullable(),
    'Body Mass (g)': z.number().nullable(),
    Sex: z.string().nullable(),
  }),
);

/** GeoJSON: coordinates are longitude, latitude and depth in kilometres. */
export const earthquakeFeatures = z.object({
  features: z.array(
    z.object({
      id: z.string(),
      properties: z.object({
        mag: z.number(),
        magType: z.string(),
        place: z.string(),
        /** Milliseconds since 1970. */
        time: z.number(),
        felt: z.number().nullable(),
        tsunami: z.number(),
        type: z.string(),
      }),
      geometry: z.object({ coordinates: z.tuple([z.number(), z.number(), z.number()]) }),
    }),
  ),
});
