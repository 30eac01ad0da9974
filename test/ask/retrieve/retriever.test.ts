import { expect, test } from 'vitest';
import { catalogueText } from '../../../src/ask/catalogue-text.ts';
import { createRetriever, sliceLimits } from '../../../src/ask/retrieve/retriever.ts';
import type { Catalogue, Column, Table } from '../../../src/core/data-source.ts';
import type { EarlierQuestion } from '../../../src/core/sql-writer.ts';
import { bigCatalogue } from '../../support/big-catalogue.ts';

const number = (name: string): Column => ({ name, type: 'INTEGER', kind: 'integer', nullable: true });
const text = (name: string, ...list: readonly string[]): Column => ({
  name,
  type: 'TEXT',
  kind: 'text',
  nullable: true,
  ...(list.length > 0 && { values: { list, complete: false } }),
});
const table = (name: string, columns: readonly Column[], more: Partial<Table> = {}): Table => ({
  name,
  kind: 'table',
  rows: 10,
  primaryKey: ['id'],
  foreignKeys: [],
  columns: [number('id'), ...columns],
  ...more,
});
const refers = (column: string, to: string) => ({ columns: [column], table: to, references: ['id'] });

const harbour: readonly Table[] = [
  table('captains', [text('full_name', 'Ida Nørgaard', 'José Peña'), number('dob')]),
  table('vesselRegister', [text('call_sign'), number('qty_crew'), number('dept_no')], {
    comment: 'Ships that may enter',
  }),
  table('sails_under', [number('captain'), number('vessel')], {
    foreignKeys: [refers('captain', 'captains'), refers('vessel', 'vesselRegister')],
  }),
  table('berths', [text('quay', 'Grønland', 'Old Harbour', 'Coal Pier'), number('vessel_register_id')]),
  table('tariffs', [text('label', '서울특별시', '부산'), number('amount')]),
  table('weighings', [number('grossWeight')]),
];

const inLedgers = (tables: readonly Table[]): Catalogue => {
  const big = bigCatalogue({
    tables: 1_000 - tables.length,
    columns: 20,
    values: 20,
    maxCharacters: 1_000_000,
  });
  return { ...big, tables: [...big.tables.slice(0, 500), ...tables, ...big.tables.slice(500)] };
};

const harbourInLedgers = createRetriever(inLedgers(harbour));

async function sliceFor(question: string, more: { history?: EarlierQuestion[]; failed?: string } = {}) {
  const failures = more.failed === undefined ? [] : [{ sql: more.failed, why: 'it was not taken' }];
  return (await harbourInLedgers).slice({ question, history: more.history ?? [], failures }, sliceLimits);
}
const names = ({ tables }: Catalogue) => tables.map(({ name }) => name);

test.each([
  ['a name in other letters, number and spacing', 'How many vessel registers are there?', 'vesselRegister'],
  ['a name without its joints', 'Show the grossweight', 'weighings'],
  ['a word of the same family', 'What was weighed?', 'weighings'],
  ['a slip of the pen', 'List all captians', 'captains'],
  ['a letter too few', 'List all captans', 'captains'],
  ['a comment', 'Which ships may enter?', 'vesselRegister'],
  ['another word for it', 'What does a harbour fee of the tarif cost?', 'tariffs'],
  ['a short form', 'What quantity of crew is usual?', 'vesselRegister'],
  ['initials', 'Who has the earliest date of birth?', 'captains'],
  ['a value', 'Where is Coal Pier?', 'berths'],
  ['a value without its accents', 'What about Jose Pena?', 'captains'],
  ['a value with a letter that has no accent to lose', 'What about Ida Norgard?', 'captains'],
  ['a misspelt value', 'Is Old Harbuor free?', 'berths'],
  ['a value in Korean, with an ending', '부산에서 얼마입니까?', 'tariffs'],
  ['a part of a value in Korean', '서울은?', 'tariffs'],
])('of a thousand tables one is found by %s', async (_, question, wanted) => {
  expect(names(await sliceFor(question))).toContain(wanted);
});

test('the table between two that are asked for comes with them', async () => {
  const found = names(await sliceFor('Which captains are on which vessels of the register?'));
  expect(found.slice(0, 4)).toEqual(expect.arrayContaining(['captains', 'vesselRegister', 'sails_under']));
});

test('a key that nobody declared joins as well', async () => {
  expect(names(await sliceFor('Call sign at Coal Pier'))).toEqual(
    expect.arrayContaining(['berths', 'vesselRegister']),
  );
});

test('the value that was meant is the first that its column shows', async () => {
  const { tables } = await sliceFor('Where is coal peir?');
  const quay = tables.find(({ name }) => name === 'berths')?.columns.find(({ name }) => name === 'quay');
  expect(quay?.values?.list).toEqual(['Coal Pier', 'Grønland', 'Old Harbour']);
});

test('a follow-up has the tables of its thread, a repair those of the statement that failed', async () => {
  const earlier = {
    question: 'What is weighed?',
    sql: 'SELECT "grossWeight" FROM weighings',
    summary: '',
    sameThread: true,
  };
  expect(names(await sliceFor('And on average?', { history: [earlier] }))[0]).toBe('weighings');
  expect(names(await sliceFor('How much?', { failed: 'SELECT * FROM [tariffs] t, "berths" b' }))).toEqual(
    expect.arrayContaining(['tariffs', 'berths']),
  );
});

test('a question that names nothing gets the tables that most others refer to', async () => {
  const slice = await sliceFor('??');
  expect(slice.tables).toHaveLength(sliceLimits.tables);
  expect(slice.leftOut).toBe(1_000 - sliceLimits.tables);
});

test('a slice has at most 12 tables and 8,000 tokens, whatever they hold', async () => {
  const prose = 'About what this is for, who fills it in, and when that was last done by whom. ';
  const wide = Array.from({ length: 30 }, (_, at) =>
    table(
      `cargo_${at}`,
      [
        number('ship_id'),
        ...Array.from({ length: 300 }, (_, place) => ({
          ...text(`cargo_note_${place}`, prose),
          comment: prose,
        })),
      ],
      { primaryKey: ['id'], foreignKeys: [refers('ship_id', 'ships')] },
    ),
  );
  const retriever = await createRetriever(inLedgers([table('ships', [text('name')]), ...wide]));
  const slice = retriever.slice(
    { question: 'Which ship has cargo note 7?', history: [], failures: [] },
    sliceLimits,
  );
  expect(Buffer.byteLength(catalogueText(slice)) / 3).toBeLessThan(8_100);
  expect(slice.tables.length).toBeLessThanOrEqual(12);
  const cargo = slice.tables.filter(({ name }) => name.startsWith('cargo_'));
  expect(cargo.length).toBeGreaterThan(1);
  for (const { columns } of cargo)
    expect(columns.map(({ name }) => name)).toEqual(expect.arrayContaining(['id', 'ship_id']));
});

test('of one table that is too wide as many columns are told as there is room for, and those that were asked for', async () => {
  const wide = table(
    'readings',
    Array.from({ length: 3_000 }, (_, at) => number(`sensor_${at}`)),
  );
  const retriever = await createRetriever({ ...inLedgers([]), tables: [wide] });
  const slice = retriever.slice(
    { question: 'Average of sensor 2999', history: [], failures: [] },
    sliceLimits,
  );
  const columns = slice.tables[0]?.columns.map(({ name }) => name) ?? [];
  expect(columns).toEqual(expect.arrayContaining(['id', 'sensor_2999']));
  expect(columns.length).toBeGreaterThan(300);
  expect(Buffer.byteLength(catalogueText(slice)) / 3).toBeLessThan(8_100);
});
