import { expect, test } from 'vitest';
import { runAgain } from '../../commands/actions/run-again.ts';
import { ask } from '../../commands/ask.ts';
import { ada, birds as channel } from '../support/a-call.ts';
import { birdSource } from '../support/bird-source.ts';
import { openCounter } from '../support/counter.ts';
import { draftOf, scriptedWriter } from '../support/scripted-writer.ts';
import { tempStore } from '../support/temp-store.ts';

const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
const good = 'SELECT name FROM birds ORDER BY id';

async function counterWith(...statements: string[]) {
  const store = await tempStore();
  const { data } = await birdSource();
  const writer = scriptedWriter(...statements.map((sql) => draftOf(sql)));
  const counter = openCounter({ store, sources: [data], writer, limits: { queryTimeoutMs: 300 } });
  return { ...counter, store, entries: () => store.audit.entries('', 9) };
}

test('every statement is in the audit, also those that were refused, failed, mended and run again', async () => {
  const { run, entries } = await counterWith('DROP TABLE birds', 'SELECT abs(name) / 0 FROM wings', good);
  const { id } = await run(ask, { question: 'Which birds?' });
  const again = await run(runAgain, { call: id });
  const who = {
    platform: 'web',
    workspace: channel.workspace,
    channel: channel.channel,
    callerId: ada.id,
    callerName: ada.name,
    source: 'birds',
    question: 'Which birds?',
  };
  expect(await entries()).toMatchObject([
    { ...who, callId: id, sql: 'DROP TABLE birds', verdict: 'refused', why: expect.stringContaining('DROP') },
    { ...who, callId: id, verdict: 'refused', why: expect.stringContaining('wings') },
    { ...who, callId: id, sql: good, verdict: 'ran', rows: 4, ms: expect.any(Number) },
    { ...who, callId: again.id, sql: good, verdict: 'ran', rows: 4 },
  ]);
});

test('one that was stopped says by what', async () => {
  const { run, entries } = await counterWith(endless);
  await expect(run(ask, { question: 'For ever?' })).rejects.toMatchObject({ code: 'SQL_TIMED_OUT' });
  expect(await entries()).toMatchObject([{ sql: endless, verdict: 'stopped', why: 'SQL_TIMED_OUT' }]);
});

test('who forgets takes the words along; that something was asked stays until the retention', async () => {
  const { run, entries, store } = await counterWith(good);
  await run(ask, { question: 'Which birds?' });
  await store.history.forget({ conversation: channel, callerId: ada.id });
  expect(await entries()).toMatchObject([
    { callerId: ada.id, callerName: '', question: '', sql: '', verdict: 'ran', rows: 4 },
  ]);
  const [entry] = await entries();
  const inTenDays = new Date(Date.parse(entry?.at ?? '') + 10 * 24 * 60 * 60 * 1000);
  await store.expire(inTenDays, 7);
  expect(await entries()).toEqual([]);
});
