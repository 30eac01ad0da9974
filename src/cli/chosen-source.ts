import { demoSource } from '../config-slices.ts';
import type { DataSource } from '../core/data-source.ts';
import { openSource } from '../data/open.ts';
import type { Io } from './command.ts';
import { configOf } from './read-config.ts';

/** The source at `--source`, else the first that is configured, else the demo database. Rejects with SOURCE_UNAVAILABLE. */
export async function openChosenSource(url: string | undefined, io: Io): Promise<DataSource> {
  const { cwd } = io;
  if (url !== undefined) return openSource({ name: 'source', url, cwd, children: 1 });
  const config = configOf(io);
  const source = config.sources[0] ?? (await demoSource(config));
  return openSource({ ...source, cwd, children: 1 });
}
