import { expect, test } from 'vitest';
import { findTexts } from '../../../src/ask/retrieve/find-texts.ts';
import { createTextIndex } from '../../../src/ask/retrieve/text-index.ts';
import { bigCatalogue } from '../../support/big-catalogue.ts';

test('a word that stands everywhere is not followed everywhere, but still is the name of a table', async () => {
  const { tables } = bigCatalogue({ tables: 1_000, columns: 20, values: 0, maxCharacters: 0 });
  const same = tables.map((table, at) => ({
    ...table,
    name: at === 900 ? 'statuses' : table.name,
    columns: table.columns.map((column) => ({ ...column, name: `status_${column.name}` })),
  }));
  const index = await createTextIndex(same);
  expect(findTexts(index, 'What is the status?').map(({ place }) => place.text)).toEqual(['statuses']);
  expect(findTexts(index, 'amount owner region '.repeat(1_000)).length).toBeLessThanOrEqual(3_000);
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
