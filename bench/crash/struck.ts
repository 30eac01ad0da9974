import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CallState } from '../../src/core/call.ts';

const midway = ['queued', 'running', 'replying'] as const satisfies readonly CallState[];

/** Whether there were calls in these states when the process was killed. */
export type Struck = Readonly<Record<(typeof midway)[number], boolean>>;

/** Reads a copy of what a dead or frozen process has stored: the original is for Magpie to mend. */
export async function statesIn(store: string): Promise<Struck> {
  const folder = await mkdtemp(join(tmpdir(), 'magpie-struck-'));
  try {
    const copy = join(folder, 'store.sqlite');
    await copyFile(store, copy);
    await copyFile(`${store}-wal`, `${copy}-wal`).catch(() => {});
    const database = new DatabaseSync(copy);
    const states = new Set(
      database
        .prepare('select distinct state from calls')
        .all()
        .map((row) => row.state),
    );
    database.close();
    return { queued: states.has('queued'), running: states.has('running'), replying: states.has('replying') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
