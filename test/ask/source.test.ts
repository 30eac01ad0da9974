import { expect, test } from 'vitest';
import { createSource } from '../../src/ask/source.ts';
import type { DataSource } from '../../src/core/data-source.ts';
import { birdSource } from '../support/bird-source.ts';

const patient = () => new AbortController().signal;

/** Counts introspections of a real database, and holds them back on demand. */
function counted(data: DataSource, gate: Promise<void> = Promise.resolve()) {
  const seen = { described: 0, aborted: 0 };
  const source = createSource({
    ...data,
    async describe(signal) {
      seen.described += 1;
      signal.addEventListener('abort', () => (seen.aborted += 1));
      await gate;
      return data.describe(signal);
    },
  });
  return { source, seen };
}

test('the catalogue is read once and again when the schema has changed', async () => {
  const { data, change } = await birdSource();
  const { source, seen } = counted(data);
  await source.catalogue(patient());
  const same = await source.catalogue(patient());
  expect([seen.described, same.tables.map((table) => table.name)]).toEqual([1, ['birds']]);
  change('CREATE TABLE nests (id INTEGER PRIMARY KEY)');
  const changed = await source.catalogue(patient());
  expect([seen.described, changed.tables.map((table) => table.name)]).toEqual([2, ['birds', 'nests']]);
});

test('callers that come at once share one reading', async () => {
  const { data } = await birdSource();
  const { source, seen } = counted(data);
  const all = await Promise.all([1, 2, 3].map(() => source.catalogue(patient())));
  expect([seen.described, new Set(all).size]).toEqual([1, 1]);
});

test('a caller that leaves does not take the reading away from the others; the last one does', async () => {
  const { data } = await birdSource();
  const gate = Promise.withResolvers<void>();
  const { source, seen } = counted(data, gate.promise);
  const [first, second] = [new AbortController(), new AbortController()];
  const leaving = source.catalogue(first.signal);
  const staying = source.catalogue(second.signal);
  await expect.poll(() => seen.described).toBe(1);
  first.abort(new Error('left'));
  await expect(leaving).rejects.toThrow('left');
  expect(seen.aborted).toBe(0);
  second.abort(new Error('left too'));
  await expect(staying).rejects.toThrow('left too');
  expect(seen.aborted).toBe(1);
  gate.resolve();
  expect((await source.catalogue(patient())).tables).toHaveLength(1);
});

test('a reading that failed is not remembered', async () => {
  const { data } = await birdSource();
  let broken = true;
  const source = createSource({
    ...data,
    describe: (signal) => (broken ? Promise.reject(new Error('locked')) : data.describe(signal)),
  });
  await expect(source.catalogue(patient())).rejects.toThrow('locked');
  broken = false;
  expect((await source.catalogue(patient())).source).toBe('birds');
});

test('a catalogue that takes long to be read anew keeps nobody waiting: the one from before is taken meanwhile', async () => {
  const { data, change } = await birdSource();
  const gate = Promise.withResolvers<void>();
  let slow = false;
  const source = createSource({
    ...data,
    async describe(signal) {
      if (slow) await gate.promise;
      return data.describe(signal);
    },
  });
  await source.catalogue(patient());
  change('CREATE TABLE nests (id INTEGER PRIMARY KEY)');
  slow = true;
  const meanwhile = await source.catalogue(patient());
  expect(meanwhile.tables.map((table) => table.name)).toEqual(['birds']);
  gate.resolve();
  await expect
    .poll(async () => (await source.catalogue(patient())).tables.map((table) => table.name))
    .toEqual(['birds', 'nests']);
});
