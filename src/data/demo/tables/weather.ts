import { weatherRows } from '../../../../schema/demo-datasets.ts';
import { readDataset } from '../datasets.ts';
import type { Rows } from '../rows.ts';

export function weather(): Rows {
  return {
    weather_days: readDataset('weather.csv', weatherRows).map((day) => ({
      city: day.location,
      date: day.date,
      weather: day.weather,
      precipitation_mm: day.precipitation,
      max_temperature: day.temp_max,
      min_temperature: day.temp_min,
      wind_speed: day.wind,
    })),
  };
}
