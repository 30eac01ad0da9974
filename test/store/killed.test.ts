import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { tempFolder } from '../support/temp-folder.ts';
import type { Said } from './killed-child.ts';

test('what was acknowledged before a SIGKILL is there, in its state, and the lock is free', async () => {
  const dir = await tempFolder();
  const said: Said[] = [];
  const child = fork(new URL('./killed-child.ts', import.meta.url), [dir], { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  child.on('message', (message: Said) => {
    said.push(message);
    if (said.length === 250) child.kill('SIGKILL');
  });
  await exited;
  expect(said.length).toBeGreaterThanOrEqual(250);

  const store = await openStore({ dir });
  onTestFinished(() => store.close());
  const order = ['queued', 'running', 'replying', 'done'];
  for (const { id, state } of said) {
    const found = await store.calls.get(id);
    expect(order.indexOf(found?.state ?? 'lost')).toBeGreaterThanOrEqual(order.indexOf(state));
  }
});
