import { readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { birdPlayground } from '../support/bird-playground.ts';
import { eventually } from '../support/eventually.ts';
import { keptLog } from '../support/kept-log.ts';
import { teaCsv, teaWriter } from '../support/tea.ts';
import { testFiles } from '../support/test-files.ts';

const file = (name: string, text: string | Uint8Array<ArrayBuffer>) => new File([text], name);
const tea = teaCsv.bytes;

async function teaHouse() {
  const house = await birdPlayground({ writer: teaWriter });
  return {
    ...house,
    /** What the row says, without its marks. */
    async ask(...asking: Parameters<typeof house.ask>) {
      const { id, html } = await house.ask(...asking);
      return { id, text: html.replace(/<[^>]+>/g, '').replaceAll('&quot;', '"') };
    },
  };
}

type House = Awaited<ReturnType<typeof teaHouse>>;

/** The place of a button among those of an answer. */
async function placeOf({ store }: House, id: string, command: string): Promise<number> {
  const actions = (await store.calls.get(id))?.reply?.actions ?? [];
  return actions.findIndex((action) => action.command === command);
}

/** Presses a button of an answer and waits for what comes of it. */
async function press(
  house: House,
  by: ReturnType<House['browser']>,
  of: string,
  command: string,
  input?: string,
) {
  const pressed = await by.press(of, await placeOf(house, of, command), input === undefined ? {} : { input });
  await eventually(async () => (await house.store.calls.get(pressed.id))?.reply !== undefined);
  return (await house.store.calls.get(pressed.id))?.reply;
}

test('a file is asked, its thread keeps it, and a new question in the channel goes to the database', async () => {
  const { browser, ask } = await teaHouse();
  const ada = browser();
  const first = await ask(ada, '/ask How many cups?', { file: file('tea.csv', tea) });
  expect(first.text).toContain('The answer is 12 (all cups).');
  expect(first.text).toContain('tea.csv');
  const next = await ask(ada, 'Which towns?', { thread: first.id });
  expect(next.text).toContain('3 rows: all towns');
  expect((await ask(browser(), 'Which towns?', { thread: first.id })).text).toContain('3 rows: all towns');
  expect((await ask(ada, 'How many birds?')).text).toContain('The answer is 4 (all birds).');
});

test('also when nothing came of the first question, its thread keeps the file, and /schema shows it there', async () => {
  const { browser, ask } = await teaHouse();
  const ada = browser();
  const { id, text } = await ask(ada, 'What is the best tea?', { file: file('tea.csv', tea) });
  expect(text).toContain('I do not know');
  expect((await ask(ada, 'How many cups?', { thread: id })).text).toContain('The answer is 12');
  expect((await ask(ada, '/schema', { thread: id })).text).toMatch(/tea\.csv.*There is one table/s);
});

test('the buttons of an answer from a file work: pages, SQL, CSV, another run', async () => {
  const house = await teaHouse();
  const ada = house.browser();
  const { id } = await house.ask(ada, 'Which towns?', { file: file('tea.csv', tea) });
  expect(await press(house, ada, id, 'page')).toMatchObject({ summary: 'Rows 3 to 3 of 3.' });
  expect(await press(house, ada, id, 'show-sql')).toMatchObject({ summary: 'This ran on tea.csv.' });
  expect(await press(house, ada, id, 'csv')).toMatchObject({ tone: 'plain' });
  expect(await press(house, ada, id, 'run-again')).toMatchObject({ summary: '3 rows: Which towns?' });
});

test.each([
  ['tea.tsv', 'town\tcups\nSeoul\t12\n'],
  ['tea.json', '[{"town": "Seoul", "cups": 12}]'],
  ['tea.ndjson', '{"town": "Seoul", "cups": 5}\n{"town": "Busan", "cups": 7}\n'],
  ['TEA.CSV', tea],
])('%s can be asked', async (name, content) => {
  const { browser, ask } = await teaHouse();
  expect((await ask(browser(), 'How many cups?', { file: file(name, content) })).text).toContain(
    'The answer is 12',
  );
});

test.each([
  ['an empty file', 'tea.csv', '', 'I cannot read "tea.csv": it is empty.'],
  ['a picture', 'tea.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'it is no text, as csv is'],
  ['text that is no workbook', 'tea.xlsx', tea, 'it is no xlsx workbook'],
  ['text that is no Parquet', 'tea.parquet', tea, 'it is no Parquet file'],
  ['a damaged Parquet file', 'tea.parquet', 'PAR1 and nothing', 'I cannot read "tea.parquet"'],
  ['UTF-16', 'tea.csv', new Uint8Array([0xff, 0xfe, 0x74, 0]), 'save it as UTF-8'],
  ['broken JSON', 'tea.json', '[{"town": ', 'I cannot read "tea.json"'],
  ['one that is too large', 'tea.csv', 'x'.repeat(1_000_001), 'That file is too large: up to 1 MB'],
])(
  '%s is refused with the reason, and its place on this machine is not told',
  async (_, name, bytes, why) => {
    const { browser, ask } = await teaHouse();
    const { text } = await ask(browser(), 'How many cups?', { file: file(name, bytes) });
    expect(text).toContain(why);
    expect(text).not.toContain(tmpdir());
  },
);

test('what is no file to ask is taken for a picture, and a file without a question is asked about', async () => {
  const { browser } = await teaHouse();
  const ada = browser();
  const { html } = await ada.send('How many cups?', { file: file('tea.exe', 'MZ') });
  expect(html).toContain('I can look at the picture');
  expect((await ada.send('', { file: file('tea.csv', tea) })).html).toContain('What do you want to know');
  expect((await ada.send('/schema', { file: file('tea.csv', tea) })).html).toContain('takes no file');
});

test('a file and a source at once are one too many', async () => {
  const { browser, ask } = await teaHouse();
  const { text } = await ask(browser(), '/ask How many cups? source:birds', { file: file('tea.csv', tea) });
  expect(text).toContain('either a file or a source');
});

test('a statement on a file reads nothing else of this machine', async () => {
  const { browser, ask } = await teaHouse();
  const { text } = await ask(browser(), 'What else is there?', { file: file('tea.csv', tea) });
  expect(text).toContain('I may not run that');
  expect(text).not.toContain('root:');
});

test('a file of a private question stays with whoever asked', async () => {
  const { browser, ask } = await teaHouse();
  const [ada, bo] = [browser(), browser()];
  const { id } = await ask(ada, '/ask How many cups? private:yes', { file: file('tea.csv', tea) });
  expect((await bo.send('Which towns?', { thread: id })).status).toBe(404);
  expect((await ask(ada, 'Which towns?', { thread: id })).text).toContain('3 rows: all towns');
});

test('a file that is forgotten cannot be asked again, unless somebody else went on with it', async () => {
  const house = await teaHouse();
  const { browser, ask, store } = house;
  const [ada, bo] = [browser(), browser()];
  const first = await ask(ada, 'How many cups?', { file: file('tea.csv', tea) });
  const next = await ask(bo, 'Which towns?', { thread: first.id });
  await ask(ada, '/forget');
  expect(await press(house, bo, next.id, 'run-again')).toMatchObject({ tone: 'good' });
  await store.expire(new Date(Date.now() + 86_400_000 * 2), 1);
  expect((await store.calls.get(next.id)) ?? 'gone').toBe('gone');
});

test('once its bytes are gone, a question in the thread says so', async () => {
  const { browser, ask, store } = await teaHouse();
  const ada = browser();
  const { id } = await ask(ada, 'How many cups?', { file: file('tea.csv', tea) });
  await store.blobs.expire(new Date(Date.now() + 60_000));
  expect((await ask(ada, 'Which towns?', { thread: id })).text).toContain('That file is no longer kept.');
});

test('several who ask a file at once share one child, which is closed when nobody has asked for a while', async () => {
  const log = keptLog();
  const { store } = await birdPlayground({ writer: teaWriter });
  const files = await testFiles({ blobs: store.blobs, log, idleMs: 50 });
  onTestFinished(() => files.close());
  const sha256 = await store.blobs.put(tea);
  const signal = AbortSignal.timeout(20_000);
  const opened = await Promise.all([1, 2, 3].map(() => files.open({ sha256, name: 'tea.csv' }, signal)));
  const [source] = opened;
  const catalogues = await Promise.all(opened.map((one) => one.catalogue(signal)));
  expect(catalogues.map(({ tables }) => tables.map(({ name, rows }) => ({ name, rows })))).toEqual(
    opened.map(() => [{ name: 'tea', rows: 3 }]),
  );
  expect(log.text().match(/file opened/g)).toHaveLength(1);
  const copies = await readdir(files.folder);
  expect(copies).toHaveLength(1);
  expect((await stat(files.folder)).mode & 0o077).toBe(0);

  await eventually(async () => (await readdir(files.folder)).length === 0);
  const limits = { maxRows: 10, maxBytes: 1000, timeoutMs: 5000, signal };
  expect((await source?.data.select('SELECT count(*) AS n FROM tea', limits))?.rows).toEqual([[3]]);
});
