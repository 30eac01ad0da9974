import { expect, test } from 'vitest';
import { alive } from '../support/alive.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { busyChild, busyChildren } from '../support/busy-children.ts';
import { eventually } from '../support/eventually.ts';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { endlessSql, knowing } from '../support/playground.ts';
import { program } from '../support/program.ts';
import { realHome } from '../support/real-magpie.ts';

const draft = (sql: string) => says({ kind: 'draft', sql, understood: 'as told' });
const quick = draft('SELECT 1 AS one');
const slow = { ...quick, afterMs: 1500 };
const endless = draft(endlessSql);
const gone = (pids: readonly number[]) => eventually(() => !pids.some(alive));

test('R13 SIGTERM with calls running: they are answered, nothing new is taken, and it ends well', async () => {
  const model = await fakeMessagesApi(slow, slow, slow, quick);
  const home = await realHome(model);
  const first = await home.start();
  await first.ready;
  const running = await Promise.all([1, 2, 3].map((n) => first.api.ask(`number ${n}`)));
  const waiting = await first.api.ask('number 4');
  await eventually(() => model.requests.length === 3);
  const children = first.children();
  expect(children.length).toBeGreaterThan(0);

  const began = performance.now();
  first.terminate();
  await eventually(async () => (await home.said()).includes('stopping'));
  await expect(first.api.ask('number 5')).rejects.toThrow('503');
  expect(await first.exited).toEqual({ code: 0, signal: null });
  expect(performance.now() - began).toBeLessThan(25_000);
  await gone(children);

  const second = await home.start();
  await second.ready;
  for (const { id } of running) expect((await second.api.look(id)).state).toBe('done');
  expect((await second.api.answerTo(waiting.id)).state).toBe('done');
  expect(model.requests).toHaveLength(4);
});

test('a second signal ends it at once; a signal while it takes up what was left loses nothing', async () => {
  const model = await fakeMessagesApi(endless, endless, quick);
  const home = await realHome(model);
  const first = await home.start();
  await first.ready;
  const { id } = await first.api.ask('for ever');
  await eventually(() => model.requests.length === 1);
  const children = first.children();
  first.terminate();
  await eventually(async () => (await home.said()).includes('stopping'));
  first.terminate();
  expect(await first.exited).toEqual({ code: 1, signal: null });
  await gone(children);

  const second = await home.start();
  await second.ready;
  second.terminate();
  expect(await second.exited).toEqual({ code: 0, signal: null });
  expect(await home.said()).not.toContain('call failed');

  const third = await home.start();
  await third.ready;
  await eventually(() => model.requests.length === 2);
  expect(await third.api.cancel(id)).toBe(202);
  expect((await third.api.answerTo(id)).state).toBe('cancelled');
});

test('R14 a query that outlasts the grace: its process is killed, and the call waits for the next start', async () => {
  const writer = knowing({ 'Count for ever': { sql: endlessSql, understood: 'everything' } });
  const { url, store, close } = await birdPlayground({ writer });
  const { id } = await program(url).ask('Count for ever');
  await eventually(busyChild);

  await close();
  expect(busyChildren()).toEqual([]);
  expect(await store.calls.get(id)).toMatchObject({ state: 'queued', attempts: 0 });
});
