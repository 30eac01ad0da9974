import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { createHealth } from '../src/health.ts';
import { createInProcessQueue } from '../src/queue/in-process.ts';
import { openStore } from '../src/store/open.ts';
import { tempFolder } from './support/temp-folder.ts';

test('it is ill while nothing can be stored, and well again afterwards', async () => {
  const dir = await tempFolder();
  const store = await openStore({ dir });
  onTestFinished(() => store.close());
  const queue = createInProcessQueue({
    concurrency: { vision: 1, ask: 1, now: 1 },
    limits: { caller: 1, channel: 1, workspace: 1, all: 1 },
  });
  let clock = 0;
  const models = { ready: () => new Map(), close: async () => {} };
  const { health, ready } = createHealth({
    store,
    queue,
    models,
    now: () => new Date(clock),
    isStarted: () => true,
  });
  expect(await health()).toMatchObject({ ok: true, parts: { store: 'ok', ask: { waiting: 0, running: 0 } } });

  const other = new DatabaseSync(join(dir, 'store.sqlite'));
  onTestFinished(() => other.close());
  other.exec('begin immediate');
  // Who asks again at once gets what was found.
  expect((await health()).ok).toBe(true);
  clock += 2000;
  expect(await health()).toMatchObject({ ok: false, parts: { store: 'cannot be written' } });

  other.exec('rollback');
  clock += 2000;
  expect((await health()).ok).toBe(true);
  // Without a model nobody can be answered.
  expect(await ready()).toMatchObject({ ok: false, parts: { models: [] } });
});
