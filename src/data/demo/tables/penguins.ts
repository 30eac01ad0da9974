import { penguinRows } from '../../../../schema/demo-datasets.ts';
import { readDataset } from '../datasets.ts';
import type { Rows } from '../rows.ts';

const sexes: Readonly<Record<string, string>> = { MALE: 'male', FEMALE: 'female' };

export function penguins(): Rows {
  return {
    penguins: readDataset('penguins.json', penguinRows).map((penguin, index) => ({
      id: index + 1,
      species: penguin.Species,
      island: penguin.Island,
      sex: sexes[penguin.Sex ?? ''] ?? null,
      beak_length_mm: penguin['Beak Length (mm)'],
      beak_depth_mm: penguin['Beak Depth (mm)'],
      flipper_length_mm: penguin['Flipper Length (mm)'],
      body_mass_grams: penguin['Body Mass (g)'],
    })),
  };
}
