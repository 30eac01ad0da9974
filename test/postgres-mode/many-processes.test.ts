import { describe, expect, test } from 'vitest';
import type { CallAccepted } from '../../schema/api.ts';
import { eventually } from '../support/eventually.ts';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { postgresForTests, run } from '../support/postgres.ts';
import { realFlock } from '../support/real-flock.ts';

const server = await postgresForTests();
const draft = (sql: string) => says({ kind: 'draft', sql, understood: 'as told' });
const quick = draft('SELECT 1 AS one');
const slow = { ...quick, afterMs: 2500 };

describe.skipIf(!server)('many processes over one store', () => {
  if (!server) return;
  const fresh = async () => (await server.database('')).ownerUrl;

  test('who listens takes calls in, who works answers them, and everybody sees it', async () => {
    const flock = await realFlock(await fresh(), await fakeMessagesApi(quick, quick, quick));
    const [door, other] = await Promise.all([flock.start('listen'), flock.start('listen')]);
    const { id } = await door.api.ask('How many birds are there?');
    expect((await door.api.look(id)).state).toBe('queued');

    const worker = await flock.start('work');
    expect((await other.api.answerTo(id)).state).toBe('done');
    // It has no page, only what those who watch it ask for.
    expect((await fetch(new URL('/', worker.url))).status).toBe(404);
    expect((await fetch(new URL('/healthz', worker.url))).status).toBe(200);
  });

  test('R19 the calls of a worker that is killed are answered by another within 15 s, once', async () => {
    const flock = await realFlock(await fresh(), await fakeMessagesApi(slow, slow, quick, quick, quick));
    const door = await flock.start('listen');
    const first = await flock.start('work');
    const calls = await Promise.all(['one', 'two'].map((word) => door.api.ask(`number ${word}`)));
    await eventually(async () => (await door.api.look(calls[0]?.id ?? '')).state === 'running');
    const second = await flock.start('work');
    await first.kill();
    const began = performance.now();
    for (const { id } of calls) expect((await door.api.answerTo(id)).state).toBe('done');
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(await second.said()).not.toContain('QUARANTINED');
  });

  test('a worker that is asked to end gives back what waits and finishes what runs', async () => {
    const flock = await realFlock(await fresh(), await fakeMessagesApi(slow, slow, quick));
    const door = await flock.start('listen');
    const first = await flock.start('work');
    const calls: CallAccepted[] = [];
    for (const word of ['one', 'two', 'three']) calls.push(await door.api.ask(`number ${word}`));
    await eventually(async () => (await door.api.look(calls[1]?.id ?? '')).state === 'running');
    first.terminate();
    expect(await first.exited).toEqual({ code: 0, signal: null });
    expect((await door.api.look(calls[0]?.id ?? '')).state).toBe('done');
    await flock.start('work');
    for (const { id } of calls) expect((await door.api.answerTo(id)).state).toBe('done');
  });

  test('R20 the tables of pg-boss emptied: every unfinished call is answered all the same', async () => {
    const store = await fresh();
    const flock = await realFlock(store, await fakeMessagesApi(quick, quick));
    const door = await flock.start('listen');
    const calls = [await door.api.ask('number one'), await door.api.ask('number two')];
    await run(store, 'DELETE FROM magpie_jobs.job');
    await flock.start('work');
    for (const { id } of calls) {
      await eventually(async () => (await door.api.look(id)).state === 'done').catch(() => {});
      expect((await door.api.look(id)).state).toBe('done');
    }
  }, 60_000);

  test('a running call is cancelled from another process', async () => {
    const flock = await realFlock(await fresh(), await fakeMessagesApi({ kind: 'hangs' }, quick));
    const [door, worker] = [await flock.start('listen'), await flock.start('work')];
    const { id } = await door.api.ask('for ever');
    await eventually(async () => (await door.api.look(id)).state === 'running');
    const second = await flock.start('work');
    await worker.api.fetch('/healthz');
    expect(await door.api.cancel(id)).toBe(202);
    expect((await door.api.answerTo(id)).state).toBe('cancelled');
    expect((await second.api.fetch('/healthz')).status).toBe(200);
  });
});
