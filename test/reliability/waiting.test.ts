import { expect, test } from 'vitest';
import type { CallAccepted } from '../../schema/api.ts';
import type { SqlWriter } from '../../src/core/sql-writer.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { readEvents } from '../support/event-reader.ts';
import { knowing } from '../support/playground.ts';
import { program } from '../support/program.ts';

const workMs = 250;
const sql = 'SELECT count(*) AS birds FROM birds';
const uniform = knowing({ 'How many?': { sql, understood: 'all birds', ms: workMs } });

test('R12 position and time only go down, and the time is right within a factor of two', async () => {
  const { url } = await birdPlayground({ writer: uniform });
  const api = program(url);
  // The first ones are slower: so many, that the lane's p80 is that of the others.
  for (let n = 0; n < 6; n += 1) await api.answerTo((await api.ask('How many?')).id);

  const watch = async ({ id, position, etaMs }: CallAccepted) => {
    const seen = [{ ahead: position, etaMs, at: performance.now() }];
    const { ended } = await readEvents(api, `/api/calls/${id}/events`, ({ event, data }) => {
      if (event === 'progress' && data.kind === 'waiting') seen.push({ ...data, at: performance.now() });
    });
    await ended;
    return { seen, startedAt: performance.now() - workMs };
  };
  const watched: ReturnType<typeof watch>[] = [];
  for (let n = 0; n < 10; n += 1) watched.push(watch(await api.ask('How many?')));

  const ratios: number[] = [];
  for (const { seen, startedAt } of await Promise.all(watched)) {
    for (const [n, { ahead, etaMs, at }] of seen.entries()) {
      const before = seen[n - 1];
      if (before) {
        expect(ahead).toBeLessThanOrEqual(before.ahead);
        expect(etaMs).toBeLessThanOrEqual(before.etaMs);
        expect(at - before.at).toBeGreaterThan(150);
      }
      const wait = startedAt - at;
      // Shorter waits are the noise of a busy machine.
      if (wait > workMs) ratios.push(etaMs / wait);
    }
  }
  const right = ratios.filter((ratio) => ratio > 0.5 && ratio < 2);
  expect(ratios.length).toBeGreaterThan(20);
  expect(right.length).toBeGreaterThan(0.9 * ratios.length);
});

test('R10 sixty calls at once from one channel and one from another: the other waits for two answers at most', async () => {
  const quick = knowing({ 'How many?': { sql, understood: 'all birds', ms: 40 } });
  const allAreThere = Promise.withResolvers<void>();
  const writer: SqlWriter = {
    ...quick,
    async write(...task) {
      await allAreThere.promise;
      return quick.write(...task);
    },
  };
  const { url } = await birdPlayground({ writer, perPerson: 100 });
  const api = program(url);
  const flood = await Promise.all(
    Array.from({ length: 60 }, () => api.ask('How many?', { channel: 'flooded' })),
  );
  let answers = 0;
  for (const { id } of flood) {
    await readEvents(api, `/api/calls/${id}/events`, ({ event }) => {
      if (event === 'done') answers += 1;
    });
  }

  const other = await api.ask('How many?', { channel: 'quiet' });
  const { ended } = await readEvents(api, `/api/calls/${other.id}/events`);
  allAreThere.resolve();
  await ended;
  expect(answers).toBeLessThanOrEqual(2);
});
