import { expect, test } from 'vitest';
import { runAgain } from '../../commands/actions/run-again.ts';
import { ask } from '../../commands/ask.ts';
import type { Estimate } from '../../src/core/data-source.ts';
import { birdSource } from '../support/bird-source.ts';
import { openCounter } from '../support/counter.ts';
import { draftOf, scriptedWriter } from '../support/scripted-writer.ts';
import { tempStore } from '../support/temp-store.ts';

const sql = 'SELECT name FROM birds ORDER BY id';

/** Birds of whose number the database expects more than there are. */
async function countersWith(estimate: Estimate | undefined) {
  const store = await tempStore();
  const { data } = await birdSource();
  const costly = { ...data, estimate: async () => estimate };
  const counter = openCounter({
    store,
    sources: [costly],
    writer: scriptedWriter(draftOf(sql, 'all birds')),
    limits: { askRows: 1000, maxReadRows: 5_000_000 },
  });
  const verdicts = async () => (await store.audit.entries('', 9)).map(({ verdict, rows }) => [verdict, rows]);
  return { ...counter, verdicts };
}

test('what takes much is not run before the person wants it', async () => {
  const { run, verdicts } = await countersWith({ rows: 4_123_456, cartesian: false });
  const { id, reply } = await run(ask, { question: 'Which birds?' });
  expect(reply).toMatchObject({
    summary: 'To answer that the database would go through about 4.1M rows. Shall it run?',
    tone: 'warning',
    blocks: [{ kind: 'code', text: sql }],
    actions: [{ command: 'run-again', options: { call: id, confirmed: true }, label: 'Run it' }],
  });
  expect(await verdicts()).toEqual([['asked', undefined]]);

  const { reply: answer, turn } = await run(runAgain, { call: id, confirmed: true });
  expect(answer.blocks[0]).toMatchObject({ kind: 'table', totalRows: 4 });
  expect(turn?.request).toBe('Which birds?');
  expect(await verdicts()).toEqual([
    ['asked', undefined],
    ['ran', 4],
  ]);
});

test('running it again asks again', async () => {
  const { run } = await countersWith({ rows: 2000, cartesian: true });
  const { id } = await run(ask, { question: 'Which birds?' });
  const { reply } = await run(runAgain, { call: id });
  expect(reply.summary).toBe(
    'That combines every row of one table with every row of another, about 2K in all. Shall it run?',
  );
});

test('what takes too much does not run, whoever wants it', async () => {
  const { run, verdicts } = await countersWith({ rows: 6_000_000, cartesian: false });
  await expect(run(ask, { question: 'Which birds?' })).rejects.toMatchObject({
    code: 'QUERY_TOO_COSTLY',
    data: { rows: 6_000_000, limit: 5_000_000 },
  });
  expect(await verdicts()).toEqual([['too costly', undefined]]);
});

test.each([{ rows: 1000, cartesian: true }, undefined])(
  'what takes little, or nobody can tell, just runs (%o)',
  async (estimate) => {
    const { run, verdicts } = await countersWith(estimate);
    const { reply } = await run(ask, { question: 'Which birds?' });
    expect(reply.tone).toBe('good');
    expect(await verdicts()).toEqual([['ran', 4]]);
  },
);
