import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { it, onTestFinished } from 'vitest';
import { alive } from '../support/alive.ts';
import { eventually } from '../support/eventually.ts';
import { tempFolder } from '../support/temp-folder.ts';

it('no child outlives a parent that was killed, not even one that never comes back to its event loop', async () => {
  const roll = join(await tempFolder(), 'pids');
  writeFileSync(roll, '');
  const entry = fileURLToPath(new URL('./doomed-parent.ts', import.meta.url));
  const parent = spawn(process.execPath, [entry, roll], { stdio: 'ignore' });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const pids = await eventually(() => {
    const started = readFileSync(roll, 'utf8').split('\n').filter(Boolean).map(Number);
    return started.length === 2 && started;
  });

  parent.kill('SIGKILL');

  await eventually(() => !pids.some(alive));
});
