import { airportRows, flightRows } from '../../../../schema/demo-datasets.ts';
import { readDataset } from '../datasets.ts';
import type { Rows } from '../rows.ts';

const known = (text: string) => (text === 'NA' ? null : text);

export function flights(): Rows {
  return {
    airports: readDataset('airports.csv', airportRows).map((airport) => ({
      code: airport.iata,
      name: airport.name,
      city: known(airport.city),
      state_code: known(airport.state),
      country: airport.country,
      latitude: airport.latitude,
      longitude: airport.longitude,
    })),
    flights: readDataset('flights-20k.json', flightRows).map((flight, index) => ({
      id: index + 1,
      departed_at: `${flight.date.replaceAll('/', '-')}:00`,
      origin_code: flight.origin,
      destination_code: flight.destination,
      delay_minutes: flight.delay,
      distance_miles: flight.distance,
    })),
  };
}
