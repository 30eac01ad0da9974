import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createChildPool } from '../../children/pool.ts';
import type { FillRequest } from './child.ts';
import { demoEdition, isEdition } from './edition.ts';

const longestBuildMs = 120_000;
const unfinished = '.building';

/**
 * The path of the demo database in this folder, built there from vega-datasets unless it is complete and of this edition.
 * A child process builds it beside and renames it, so that nobody ever sees half of it. docs/demo-database.md describes it.
 */
export async function buildDemo(dir: string): Promise<string> {
  const path = join(dir, 'demo.sqlite');
  const edition = await demoEdition();
  if (await isEdition(path, edition)) return path;

  await mkdir(dir, { recursive: true });
  await sweep(dir);
  const file = join(dir, `demo-${randomUUID()}${unfinished}`);
  const pool = createChildPool<null, FillRequest, null>({
    entry: new URL('child.ts', import.meta.url),
    setup: null,
    size: 1,
    maxMemory: 1024 ** 3,
  });
  try {
    await pool.run({ file, edition }, AbortSignal.timeout(longestBuildMs));
    await rename(file, path);
  } finally {
    await pool.close();
    await rm(file, { force: true });
    await rm(`${file}-journal`, { force: true });
  }
  return path;
}

/** Removes what builds that were killed have left; a younger file may be another process's. */
async function sweep(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!name.startsWith('demo-') || !name.includes(unfinished)) continue;
    const file = join(dir, name);
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > longestBuildMs) await rm(file, { force: true });
  }
}
