import { expect, test } from 'vitest';
import { schema } from '../../commands/schema.ts';
import { ada } from '../support/a-call.ts';
import { birdSource } from '../support/bird-source.ts';
import { openCounter } from '../support/counter.ts';
import { scriptedWriter } from '../support/scripted-writer.ts';
import { tempStore } from '../support/temp-store.ts';

async function openShelf() {
  const { data, change } = await birdSource();
  const second = await birdSource('second');
  const counter = openCounter({
    store: await tempStore(),
    sources: [data, second.data],
    writer: scriptedWriter(),
  });
  return { change, look: (options = {}, call = {}) => counter.run(schema, options, call) };
}

test('the tables of the first source are listed', async () => {
  const { look } = await openShelf();
  const { reply, turn } = await look();
  expect(reply).toMatchObject({
    title: 'Bird book',
    summary: 'There is one table to ask about.',
    tone: 'plain',
    visibility: 'channel',
    footnote: '/schema table:NAME shows what is in one of them.',
    actions: [],
  });
  expect(reply.blocks).toMatchObject([{ kind: 'table', rows: [['birds', 4, 4, '']], totalRows: 1 }]);
  expect(turn).toBeUndefined();
});

test('a table is shown with its columns, whatever the case of its name', async () => {
  const { look } = await openShelf();
  const { reply } = await look({ table: 'BIRDS', private: true });
  expect(reply).toMatchObject({ summary: 'birds has 4 rows.', visibility: 'caller' });
  expect(reply.blocks).toMatchObject([
    {
      columns: [{ name: 'Column' }, { name: 'Type' }, { name: 'Key' }, { name: 'Values' }, { name: 'About' }],
      rows: [
        ['id', 'whole number', 'key', '1 to 4', ''],
        ['name', 'text', '', '=ghost, magpie, wren, 까치', ''],
        ['grams', 'number', '', '9 to 210.5', ''],
        ['seen', 'date', '', '2026-01-03 to 2026-01-06', ''],
      ],
    },
  ]);
});

test('an empty value is seen as one', async () => {
  const { look, change } = await openShelf();
  change(`CREATE TABLE nests (place TEXT); INSERT INTO nests VALUES (''), ('oak')`);
  const { reply } = await look({ table: 'nests' });
  expect(reply.blocks).toMatchObject([{ rows: [['place', 'text', '', '"", oak', '']] }]);
});

test('it speaks the language of the caller', async () => {
  const { look } = await openShelf();
  const { reply } = await look({ table: 'birds' }, { caller: { ...ada, locale: 'ko' } });
  expect(reply.summary).toBe('birds 테이블에는 4행이 있습니다.');
  expect(reply.blocks).toMatchObject([{ rows: [['id', '정수', '기본 키', '1~4', ''], {}, {}, {}] }]);
});

test('many tables are shown page by page, and a button turns it', async () => {
  const { look, change } = await openShelf();
  change(Array.from({ length: 24 }, (_, n) => `CREATE TABLE t${n} (a TEXT)`).join(';'));
  const first = await look({ source: 'birds' });
  expect(first.reply.blocks).toMatchObject([{ page: 1, pages: 2, totalRows: 25 }]);
  expect(first.reply.actions).toHaveLength(1);
  const [next] = first.reply.actions;
  expect(next).toMatchObject({ command: 'schema', options: { source: 'birds', page: 2 } });
  const second = await look(next?.options);
  expect(second.reply.blocks).toMatchObject([{ page: 2, rows: { length: 5 } }]);
  expect(second.reply.actions).toMatchObject([{ options: { page: 1 } }]);
});

test('what there is not is named, with what there is', async () => {
  const { look } = await openShelf();
  await expect(look({ table: 'fish' })).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    data: { why: 'There is no table called "fish". There are: birds.' },
  });
  await expect(look({ source: 'fish' })).rejects.toMatchObject({ code: 'SOURCE_UNKNOWN' });
});

test('an empty database has nothing to show', async () => {
  const { look, change } = await openShelf();
  change('DROP TABLE birds');
  const { reply } = await look();
  expect(reply).toMatchObject({ summary: 'There are 0 tables to ask about.', blocks: [], actions: [] });
  expect(reply.footnote).toBeUndefined();
});

test('a table whose name and comment would steer or reorder what is read is harmless, and can be looked at', async () => {
  const { look, change } = await openShelf();
  const name = 'a\u202eb\n\u001b[2J';
  change(`CREATE TABLE "${name}" ( -- Seen \u2066by night\u0007.\n x)`);
  const { reply } = await look({ table: name });
  expect(reply.summary).toBe('ab↵␛[2J has 0 rows. Seen by night␇.');
  const unknown = await look({ table: 'fish' }).catch((error) => error);
  expect(unknown.data.why).toBe('There is no table called "fish". There are: birds, ab↵␛[2J.');
});
