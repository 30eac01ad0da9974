import { expect, test } from 'vitest';
import { ask } from '../../commands/ask.ts';
import type { AnswerLimits } from '../../src/core/services.ts';
import type { SqlWriter } from '../../src/core/sql-writer.ts';
import { ada, birds, bo } from '../support/a-call.ts';
import { birdSource } from '../support/bird-source.ts';
import { openCounter } from '../support/counter.ts';
import { draftOf, scriptedWriter } from '../support/scripted-writer.ts';
import { tempStore } from '../support/temp-store.ts';

async function counterWith(writer: SqlWriter, limits: Partial<AnswerLimits> = {}) {
  const { data } = await birdSource();
  const second = await birdSource('second');
  const counter = openCounter({ store: await tempStore(), sources: [data, second.data], writer, limits });
  return {
    ...counter,
    put: (question: string, more = {}, call = {}) => counter.run(ask, { question, ...more }, call),
  };
}

test('a table comes with its first page, the SQL, a footnote and every button', async () => {
  const sql = 'SELECT name, grams FROM birds ORDER BY id';
  const { put, progress } = await counterWith(scriptedWriter(draftOf(sql, 'all birds')));
  const { reply, turn, id } = await put('Which birds?');

  expect(reply).toMatchObject({ title: 'Which birds?', summary: '4 rows: all birds', visibility: 'channel' });
  expect(reply.blocks).toEqual([
    {
      kind: 'table',
      columns: [
        { name: 'name', kind: 'text' },
        { name: 'grams', kind: 'decimal' },
      ],
      rows: [
        ['magpie', 210.5],
        ['까치', 200],
      ],
      page: 1,
      pages: 2,
      totalRows: 4,
    },
    { kind: 'code', language: 'sql', text: sql },
  ]);
  expect(reply.footnote).toMatch(/^4 rows · \d+ ms · Bird book · scripted$/);
  expect(reply.actions.map(({ command }) => command)).toEqual([
    'page',
    'show-sql',
    'csv',
    'run-again',
    'edit-sql',
    'rate',
    'rate',
  ]);
  expect(reply.actions.every(({ options }) => options.call === id)).toBe(true);
  expect(turn).toMatchObject({ request: 'Which birds?', asked: { source: 'birds', sql } });
  expect(progress.map((seen) => seen.kind === 'working' && seen.step)).toEqual([
    'reading-schema',
    'writing-sql',
    'running',
  ]);
});

test.each([
  ['SELECT count(*) AS n FROM birds', 'en-US', 'The answer is 4 (it).'],
  ['SELECT count(*) AS n FROM birds', 'ko', '답은 4입니다 (it).'],
  ['SELECT avg(grams) AS g FROM birds WHERE id > 9', 'en', 'There is no value for that (it).'],
  ['SELECT name FROM birds WHERE id > 9', 'en', 'Nothing matches (it).'],
  ['SELECT name, grams FROM birds WHERE id = 1', 'en', 'One row: it'],
])('%s is answered in one sentence (%s)', async (sql, locale, sentence) => {
  const { put } = await counterWith(scriptedWriter(draftOf(sql, 'it')));
  const { reply } = await put('?', {}, { caller: { ...ada, locale } });
  expect(reply.summary).toBe(sentence);
});

test('SQL is shown in its lines, and nothing in it hides or reorders the rest', async () => {
  const sql = "SELECT name,\r\n\tgrams\nFROM birds WHERE name <> 'a\u202e\u200bb\u0007'";
  const { put } = await counterWith(scriptedWriter(draftOf(sql, 'it')));
  const { reply, turn } = await put('Birds?');
  expect(reply.blocks[1]).toMatchObject({
    text: "SELECT name,\n  grams\nFROM birds WHERE name <> 'ab␇'",
  });
  expect(turn?.asked?.sql).toBe(sql);
});

test('of a very wide result the first columns are shown, and all are kept', async () => {
  const columns = Array.from({ length: 300 }, (_, n) => `id + ${n} AS c${n}`).join(', ');
  const { put, services } = await counterWith(
    scriptedWriter(draftOf(`SELECT ${columns} FROM birds`, 'wide')),
  );
  const { reply, turn } = await put('Wide?');
  expect(reply.blocks[0]).toMatchObject({ kind: 'table', columns: { length: 100 }, totalRows: 4 });
  expect(reply.blocks[0]?.kind === 'table' && reply.blocks[0].rows.map((row) => row.length)).toEqual([
    100, 100,
  ]);
  expect(reply.footnote).toContain('100 of 300 columns are shown, the CSV has all');
  const kept = JSON.parse(new TextDecoder().decode(await services.blobs.get(turn?.result ?? '')));
  expect(kept.columns).toHaveLength(300);
});

test('a result that was cut says so', async () => {
  const { put } = await counterWith(scriptedWriter(draftOf('SELECT name FROM birds', 'all')), { maxRows: 3 });
  const { reply } = await put('All birds');
  expect(reply.summary).toBe('The first 3 rows, there are more: all');
  expect(reply.footnote).toContain('cut at 3 of about 4 rows');
});

test('what the database does not take goes back to the writer with its own words', async () => {
  const writer = scriptedWriter(draftOf('SELECT wings FROM birds'), draftOf('SELECT count(*) FROM birds'));
  const { put, progress } = await counterWith(writer);
  expect((await put('How many?')).reply.summary).toContain('4');
  expect(writer.tasks[1]?.failures).toEqual([
    { sql: 'SELECT wings FROM birds', why: expect.stringContaining('wings') },
  ]);
  expect(progress).toContainEqual({ kind: 'working', step: 'mending' });
});

test('SQL that would write is never run, and three such drafts are the end of it', async () => {
  const { data, change } = await birdSource();
  const writer = scriptedWriter(...Array.from({ length: 3 }, () => draftOf('DELETE FROM birds')));
  const counter = openCounter({ store: await tempStore(), sources: [data], writer });
  await expect(counter.run(ask, { question: 'Tidy up' })).rejects.toMatchObject({ code: 'SQL_REFUSED' });
  expect(() => change("INSERT INTO birds (id, name, seen) VALUES (4, 'x', '2026-01-01')")).toThrow('UNIQUE');
});

test('a query that runs away ends at its limit, and is not tried again', async () => {
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
  const { put } = await counterWith(scriptedWriter(draftOf(endless)), { queryTimeoutMs: 300 });
  await expect(put('Count for ever')).rejects.toMatchObject({ code: 'SQL_TIMED_OUT' });
});

test('a private answer stays with its caller, also as something to lean on', async () => {
  const writer = scriptedWriter(...Array.from({ length: 3 }, () => draftOf('SELECT name FROM birds')));
  const { put } = await counterWith(writer);
  expect((await put('My secret', { private: true })).reply.visibility).toBe('caller');
  await put('Hers', {}, { caller: bo });
  await put('Mine');
  expect(writer.tasks.map((task) => task.history.map((earlier) => earlier.question))).toEqual([
    [],
    [],
    ['My secret', 'Hers'],
  ]);
});

test('in a thread a question leans on the thread; in the channel only on what was recent', async () => {
  const written = {
    kind: 'draft',
    sql: 'SELECT name FROM birds',
    understood: 'u',
    memo: { about: 'birds' },
  } as const;
  const writer = scriptedWriter(written, written, written);
  const { put } = await counterWith(writer);
  const thread = { conversation: { ...birds, thread: 't1' } };
  await put('In the channel');
  await put('First in the thread', {}, thread);
  await put('Second in the thread', {}, thread);
  expect(writer.tasks[1]?.history).toEqual([]);
  expect(writer.tasks[2]?.history).toEqual([
    {
      question: 'First in the thread',
      sql: 'SELECT name FROM birds',
      summary: '4 rows: u',
      memo: { about: 'birds' },
      sameThread: true,
    },
  ]);
});

test('turns of another source are left out, and a thread stays with the source it asked last', async () => {
  const writer = scriptedWriter(...Array.from({ length: 3 }, () => draftOf('SELECT name FROM birds')));
  const { put } = await counterWith(writer);
  const thread = { conversation: { ...birds, thread: 't1' } };
  await put('To the first', { source: 'birds' }, thread);
  await put('To the second', { source: 'second' }, thread);
  const { turn } = await put('And now?', {}, thread);
  expect(turn?.asked?.source).toBe('second');
  expect(writer.tasks.map((task) => task.history.map((earlier) => earlier.question))).toEqual([
    [],
    [],
    ['To the second'],
  ]);
});

test('a source that is not there is refused with the names of those that are', async () => {
  const { put } = await counterWith(scriptedWriter());
  await expect(put('?', { source: 'moon' })).rejects.toMatchObject({
    code: 'SOURCE_UNKNOWN',
    data: { source: 'moon', known: 'birds, second' },
  });
});

test('a question with two readings is asked back, each reading a button', async () => {
  const { put } = await counterWith(
    scriptedWriter({
      kind: 'clarification',
      question: 'Heavy or many?',
      choices: ['The heaviest?', 'The most?'],
    }),
  );
  const { reply, turn } = await put('The biggest?', { private: true });
  expect(reply).toMatchObject({ summary: 'Heavy or many?', visibility: 'caller' });
  expect(reply.actions).toEqual([
    {
      command: 'ask',
      label: 'The heaviest?',
      options: { question: 'The heaviest?', source: 'birds', private: true },
    },
    {
      command: 'ask',
      label: 'The most?',
      options: { question: 'The most?', source: 'birds', private: true },
    },
  ]);
  expect(turn).toBeUndefined();
});

test('a question that cannot be answered is declined to its caller alone, with others to press', async () => {
  const { put } = await counterWith(
    scriptedWriter({ kind: 'decline', why: 'There are no cats here.', suggestions: ['How many birds?'] }),
  );
  const { reply } = await put('How many cats?');
  expect(reply).toMatchObject({ summary: 'There are no cats here.', tone: 'warning', visibility: 'caller' });
  expect(reply.actions.map(({ command, options }) => [command, options.question])).toEqual([
    ['ask', 'How many birds?'],
  ]);
});
