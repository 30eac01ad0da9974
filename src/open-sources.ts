import { createSource } from './ask/source.ts';
import type { GuardedSource } from './ask/sources-for.ts';
import type { Config, SourceConfig } from './config.ts';
import { meaningless } from './config-rights.ts';
import { demoSource, sourceDefaults } from './config-slices.ts';
import { patientSource } from './core/circuits.ts';
import type { DataSource } from './core/data-source.ts';
import { MagpieError } from './core/errors.ts';
import type { Log } from './core/log.ts';
import { openSource } from './data/open.ts';

export interface OpenSourcesOptions {
  /** Has one closed in case that another cannot be opened. */
  readonly keep: (data: DataSource) => DataSource;
  readonly log: Log;
  /** A child of one was lost, and is replaced. */
  readonly onChildLost?: () => void;
}

/** Opens each source that is configured, else the demo. */
export async function openSources(
  config: Config,
  { keep, log, onChildLost }: OpenSourcesOptions,
): Promise<readonly GuardedSource[]> {
  const wanted = config.sources.length > 0 ? config.sources : [await demoSource(config)];
  const opening = wanted.map(async (source): Promise<GuardedSource> => {
    const { hidden, description, access } = source;
    const all = patientSource(await openAll(config, source, onChildLost), { log });
    const data = keep({ ...all.hiding(hidden), close: () => all.close() });
    await requireMeaning(all, source, new AbortController().signal);
    return { source: createSource(data, { hidden, description }), access };
  });
  // What still opens when one cannot could else no longer be closed.
  await Promise.allSettled(opening);
  return Promise.all(opening);
}

/** With what nobody may see, for finding it. */
const openAll = (
  config: Config,
  { name, title, url, timeZone }: SourceConfig,
  onChildLost?: () => void,
): Promise<DataSource> =>
  openSource({
    ...sourceDefaults(config),
    name,
    title,
    url,
    timeZone,
    children: config.MAGPIE_ASK_WORKERS,
    onChildLost,
  });

/** A name that hides nothing may be a typing error that shows what nobody should see. Rejects with SOURCE_UNAVAILABLE. */
export async function requireMeaning(
  all: DataSource,
  { name, hiddenNames }: SourceConfig,
  signal: AbortSignal,
): Promise<void> {
  if (hiddenNames.length === 0) return;
  const unknown = meaningless(hiddenNames, await all.describe(signal));
  if (unknown.length === 0) return;
  throw new MagpieError('SOURCE_UNAVAILABLE', {
    why: `${name}: "hidden" names ${unknown.join(', ')}, of which there is none`,
  });
}
