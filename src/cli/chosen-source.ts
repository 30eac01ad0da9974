import { demoSource, sourceDefaults } from '../config-slices.ts';
import type { DataSource } from '../core/data-source.ts';
import { nextStepOf } from '../core/problem.ts';
import { type OpenSourceOptions, openSource } from '../data/open.ts';
import { openAnyway } from '../data/open-anyway.ts';
import { visible } from '../render/visible.ts';
import type { Io } from './command.ts';
import { configOf, redactorOf } from './read-config.ts';

/**
 * The source at `--source`, else the first that is configured, else the demo database, to be asked. Rejects with
 * SOURCE_UNAVAILABLE or SOURCE_UNSAFE.
 */
export async function openChosenSource(url: string | undefined, io: Io): Promise<DataSource> {
  return openSource({ ...(await chosen(url, io)), ...sourceDefaults(configOf(io)), children: 1 });
}

/** The same, to be looked at: also with a login that may do more than read, which is said on stderr. */
export async function openSourceToLookAt(url: string | undefined, io: Io): Promise<DataSource> {
  const options = { ...(await chosen(url, io)), cwd: io.cwd, children: 1 };
  const redact = redactorOf(io, options.url);
  return openAnyway(openSource, options, (unsafe) => io.err(`${visible(redact(nextStepOf(unsafe)))}\n`));
}

async function chosen(
  url: string | undefined,
  io: Io,
): Promise<Pick<OpenSourceOptions, 'name' | 'url'> & Partial<OpenSourceOptions>> {
  if (url !== undefined) return { name: 'source', url };
  const config = configOf(io);
  return config.sources[0] ?? demoSource(config);
}
