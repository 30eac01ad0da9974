import { earthquakeFeatures } from '../../../../schema/demo-datasets.ts';
import { readDataset } from '../datasets.ts';
import type { Rows } from '../rows.ts';

/** Without the explosions and quarry blasts that the same feed reports. */
export function earthquakes(): Rows {
  const { features: events } = readDataset('earthquakes.json', earthquakeFeatures);
  return {
    earthquakes: events
      .filter(({ properties }) => properties.type === 'earthquake')
      .map(({ id, properties, geometry: { coordinates } }) => ({
        id,
        occurred_at: new Date(properties.time).toISOString().slice(0, 19).replace('T', ' '),
        place: properties.place,
        magnitude: properties.mag,
        magnitude_type: properties.magType,
        depth_km: coordinates[2],
        latitude: coordinates[1],
        longitude: coordinates[0],
        felt_reports: properties.felt,
        tsunami: properties.tsunami,
      })),
  };
}
