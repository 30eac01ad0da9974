import { expect, test } from 'vitest';
import { findTexts } from '../../../src/ask/retrieve/find-texts.ts';
import { createTextIndex } from '../../../src/ask/retrieve/text-index.ts';
import { bigCatalogue } from '../../support/big-catalogue.ts';

test('a word that stands everywhere costs no more than its share', async () => {
  const { tables } = bigCatalogue({ tables: 1_000, columns: 20, values: 0, maxCharacters: 0 });
  const same = tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, name: `status_${column.name}` })),
  }));
  const index = await createTextIndex(same);
  expect(findTexts(index, 'What is the status?').length).toBeLessThanOrEqual(6_000);
  expect(findTexts(index, 'status '.repeat(1_000)).length).toBeLessThanOrEqual(6_000);
});

test('others have their turn while a catalogue is read', async () => {
  const { tables } = bigCatalogue({ tables: 200, columns: 20, values: 100, maxCharacters: 2_000_000 });
  let turns = 0;
  let reading = true;
  const turn = () => {
    turns += 1;
    if (reading) setImmediate(turn);
  };
  turn();
  await createTextIndex(tables);
  reading = false;
  const values = tables.flatMap(({ columns }) => columns.flatMap((column) => column.values?.list ?? []));
  expect(turns).toBeGreaterThan(values.length / 1_000);
});
