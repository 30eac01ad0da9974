import { expect, test } from 'vitest';
import { csv } from '../../../commands/actions/csv.ts';
import { page } from '../../../commands/actions/page.ts';
import { rate } from '../../../commands/actions/rate.ts';
import { runAgain } from '../../../commands/actions/run-again.ts';
import { showSql } from '../../../commands/actions/show-sql.ts';
import { ask } from '../../../commands/ask.ts';
import { openStore } from '../../../src/store/open.ts';
import { bo, planes } from '../../support/a-call.ts';
import { birdSource } from '../../support/bird-source.ts';
import { openCounter } from '../../support/counter.ts';
import { draftOf, scriptedWriter } from '../../support/scripted-writer.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const sql = 'SELECT name, grams FROM birds ORDER BY id';
const buttons = [showSql, csv, page, runAgain, rate];
const optionsFor = (call: string) => ({ call, page: 2, vote: 'up' });

/** Asks once, then opens the store again, as after a restart: only what was stored is left. */
async function answered(options = {}) {
  const dir = await tempFolder();
  const { data, change } = await birdSource();
  const before = await openStore({ dir });
  const { id, reply } = await openCounter({
    store: before,
    sources: [data],
    writer: scriptedWriter(draftOf(sql, 'all birds')),
  }).run(ask, { question: 'Which birds?', ...options });
  await before.close();
  const store = await openStore({ dir });
  const counter = openCounter({ store, sources: [data], writer: scriptedWriter() });
  return { ...counter, id, asked: reply, change, store, close: () => store.close() };
}

test('Show SQL shows the statement to whoever pressed, alone', async () => {
  const { run, id, close } = await answered();
  const { reply } = await run(showSql, { call: id }, { caller: bo });
  expect(reply.blocks).toEqual([{ kind: 'code', language: 'sql', text: sql }]);
  expect(reply.summary).toBe('This ran on Bird book.');
  expect(reply.visibility).toBe('caller');
  await close();
});

test('CSV is a file of all rows, disarmed', async () => {
  const { run, id, services, close } = await answered();
  const { reply } = await run(csv, { call: id });
  const [file] = reply.blocks;
  if (file?.kind !== 'file') throw new Error('no file came');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await services.blobs.get(file.sha256));
  expect(file).toMatchObject({ name: 'Which-birds.csv', mediaType: 'text/csv' });
  expect(file.size).toBe(new TextEncoder().encode(text).length);
  expect(text).toBe("\u{feff}name,grams\r\nmagpie,210.5\r\n까치,200\r\nwren,9\r\n'=ghost,\r\n");
  await close();
});

test('Next page shows the rows as they were, and leads back', async () => {
  const { run, id, change, close } = await answered();
  change('DELETE FROM birds');
  const { reply } = await run(page, { call: id, page: 2 });
  expect(reply).toMatchObject({ title: 'Page 2 of 2', summary: 'Rows 3 to 4 of 4.', visibility: 'caller' });
  expect(reply.blocks).toMatchObject([
    {
      page: 2,
      rows: [
        ['wren', 9],
        ['=ghost', null],
      ],
    },
  ]);
  expect(reply.actions).toEqual([
    { command: 'page', options: { call: id, page: 1 }, label: 'Previous page' },
  ]);
  await close();
});

test('a page beyond the last gives the last', async () => {
  const { run, id, close } = await answered();
  expect((await run(page, { call: id, page: 99 })).reply.title).toBe('Page 2 of 2');
  await close();
});

test('Run again asks the database anew, without the writer, and is a turn of its own', async () => {
  const { run, id, asked, change, close } = await answered();
  change("INSERT INTO birds (name, seen) VALUES ('owl', '2026-02-01')");
  const again = await run(runAgain, { call: id }, { caller: bo });
  expect(again.reply.summary).toBe('5 rows: Which birds?');
  expect(again.reply.visibility).toBe(asked.visibility);
  expect(again.turn).toMatchObject({ callId: again.id, callerId: 'bo', asked: { source: 'birds', sql } });
  expect((await run(page, { call: again.id, page: 3 })).reply.blocks).toMatchObject([
    { rows: [['owl', null]] },
  ]);
  await close();
});

test('Run again goes past the guard like any statement', async () => {
  const { run, id, change, close } = await answered();
  change('ALTER TABLE birds RENAME TO fowl');
  await expect(run(runAgain, { call: id })).rejects.toMatchObject({
    code: expect.stringMatching(/^SQL_(REFUSED|FAILED)$/),
  });
  await close();
});

test('a thumb is remembered with its comment; a second one replaces it', async () => {
  const { run, id, store, close } = await answered();
  await run(rate, { call: id, vote: 'up' });
  const { reply } = await run(rate, { call: id, vote: 'down', comment: 'wrong year' });
  expect(reply.visibility).toBe('caller');
  expect(await store.feedback.all()).toMatchObject([{ callId: id, vote: 'down', comment: 'wrong year' }]);
  await close();
});

test.each(buttons.map((button) => [button.name, button] as const))(
  '%s: an answer that is gone, private or of another channel is unknown; of a source that may not be asked, refused',
  async (_, button) => {
    const { run, id, store, close } = await answered({ private: true });
    const unknown = { code: 'CALL_UNKNOWN' };
    await expect(run(button, optionsFor('00000000-0000-7000-8000-999999999999'))).rejects.toMatchObject(
      unknown,
    );
    await expect(run(button, optionsFor(id), { caller: bo })).rejects.toMatchObject(unknown);
    await expect(run(button, optionsFor(id), { conversation: planes })).rejects.toMatchObject(unknown);
    const elsewhere = openCounter({
      store,
      sources: [(await birdSource('other')).data],
      writer: scriptedWriter(),
    });
    await expect(elsewhere.run(button, optionsFor(id))).rejects.toMatchObject({
      code: 'SOURCE_FORBIDDEN',
      data: { source: 'birds' },
    });
    await run(button, optionsFor(id));
    await close();
  },
);
