import { carRows } from '../../../../schema/demo-datasets.ts';
import { readDataset } from '../datasets.ts';
import { numbered, type Rows } from '../rows.ts';

/** First words of car names that are misspelled, short, or no brand: what they stand for. */
const spellings: Readonly<Record<string, string>> = {
  capri: 'mercury capri',
  chevroelt: 'chevrolet',
  chevy: 'chevrolet',
  hi: 'international harvester',
  maxda: 'mazda',
  mercedes: 'mercedes-benz',
  toyouta: 'toyota',
  vokswagen: 'volkswagen',
  vw: 'volkswagen',
};

const brands: Readonly<Record<string, string>> = {
  amc: 'AMC',
  bmw: 'BMW',
  international: 'International Harvester',
  'mercedes-benz': 'Mercedes-Benz',
};

export function cars(): Rows {
  const models = readDataset('cars.json', carRows).map((car) => {
    const name = spelled(car.Name);
    return { ...car, name, brand: brandOf(name) };
  });
  const origins = new Map(models.map(({ brand, Origin }) => [brand, Origin]));
  const ids = numbered(origins.keys());
  return {
    manufacturers: [...origins].map(([name, origin]) => ({ id: ids.get(name) ?? null, name, origin })),
    cars: models.map((car, index) => ({
      id: index + 1,
      name: car.name,
      manufacturer_id: ids.get(car.brand) ?? null,
      model_year: Number(car.Year.slice(0, 4)),
      miles_per_gallon: car.Miles_per_Gallon,
      cylinders: car.Cylinders,
      displacement: car.Displacement,
      horsepower: car.Horsepower,
      weight_pounds: car.Weight_in_lbs,
      acceleration_seconds: car.Acceleration,
    })),
  };
}

function spelled(name: string): string {
  const [first = '', ...rest] = name
    .replace(/^mercedes benz/, 'mercedes')
    .replace('Accelerationord', 'accord')
    .split(' ');
  return [spellings[first] ?? first, ...rest].join(' ');
}

function brandOf(name: string): string {
  const [first = ''] = name.split(' ');
  return brands[first] ?? first.charAt(0).toUpperCase() + first.slice(1);
}
