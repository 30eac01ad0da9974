import { join } from 'node:path';
import { commands } from '../commands/index.ts';
import { createSource } from './ask/source.ts';
import { createSourcesFor } from './ask/sources-for.ts';
import type { Config } from './config.ts';
import {
  answerLimits,
  discordSettings,
  exampleQuestions,
  languageModel,
  slackSettings,
  sourceDefaults,
  spendingCaps,
} from './config-slices.ts';
import { patientWriter } from './core/circuits.ts';
import type { JobQueue } from './core/job-queue.ts';
import type { Log } from './core/log.ts';
import type { Models } from './core/models.ts';
import type { Platform } from './core/platform.ts';
import { asMagpieError } from './core/problem.ts';
import { createFiles, type Files, type FilesOptions } from './data/files/files.ts';
import { openSource } from './data/open.ts';
import { createMagpie, type Magpie, type MagpieParts } from './magpie.ts';
import { openSources } from './open-sources.ts';
import type { Watch } from './open-watch.ts';
import { platforms } from './platforms/index.ts';
import { createInProcessQueue } from './queue/in-process.ts';
import { openStore, type Store } from './store/open.ts';
import { webOptions } from './web-options.ts';
import { openWriter } from './writers/index.ts';

export interface OpenMagpieOptions {
  readonly config: Config;
  readonly log: Log;
  /** Closed with everything else. */
  readonly watch: Watch;
  /** Being opened: what they need is loaded by other processes while this one loads the rest. Closed with everything else. */
  readonly models: Promise<Models>;
  /** For what the operator must read at start: the address, a password that was made. Not logged. */
  readonly tell: (text: string) => void;
}

/** Opens every adapter that is configured. Rejects with the MagpieError of one that cannot be opened; the others are closed. */
export async function openMagpie(options: OpenMagpieOptions): Promise<Magpie> {
  const { config, log, watch, tell } = options;
  const { meter } = watch;
  await using opened = new AsyncDisposableStack();
  const keep: Keep = (adapter) => opened.adopt(adapter, () => adapter.close());
  keep(watch);
  const onChildLost = () => meter.childLost('data');
  const opening = options.models.then(keep);
  const stored = openStore({ dir: config.MAGPIE_DATA_DIR, url: config.storeUrl }).then(keep);
  // Nothing is built in a folder that another process holds.
  const asked = stored.then(() => openSources(config, { keep, log, onChildLost }));
  const [store, models, sources, createWeb] = await allOf([stored, opening, asked, platforms.web()]);
  const queue = await openQueue(config, store, log);
  keep({ close: () => queue.end() });
  const parts = {
    commands,
    store,
    queue,
    models,
    sources: new Map(sources.map(({ source }) => [source.data.name, source])),
    sourcesFor: createSourcesFor({ sources, channels: config.channels }),
    files: await openFiles(config, { blobs: store.blobs, log, onChildLost }, keep),
    writer: patientWriter(await openWriter(config.MAGPIE_WRITER, { ...languageModel(config), log, meter }), {
      log,
    }),
    limits: answerLimits(config),
    caps: spendingCaps(config),
    retentionDays: config.MAGPIE_RETENTION_DAYS,
    log,
    meter,
    now: () => new Date(),
  };
  let started = false;
  const web = createWeb(
    await webOptions({ config, parts, page: watch.page, isStarted: () => started, tell }),
  );
  const [discord, slack] = await Promise.all([discordOf(config, parts, tell), slackOf(config, parts, tell)]);
  const magpie = createMagpie({
    ...parts,
    platforms: [web, ...discord, ...slack],
    // A worker's page is for those who watch it.
    listening: config.MAGPIE_ROLE === 'work' ? [web] : [web, ...discord, ...slack],
  });
  opened.move();
  const closing = new AbortController();
  return {
    ...magpie,
    async start() {
      await magpie.start().catch(async (error) => {
        // What was opened would keep the process alive.
        await magpie.close(0);
        throw error;
      });
      started = true;
      tell(`Magpie is at ${web.url}\n`);
      if (config.MAGPIE_ROLE !== 'listen') warm(parts, closing.signal);
    },
    async close(graceMs) {
      closing.abort();
      await magpie.close(graceMs);
      await watch.close();
    },
  };
}

async function discordOf(
  config: Config,
  parts: Omit<MagpieParts, 'platforms'>,
  tell: OpenMagpieOptions['tell'],
): Promise<readonly Platform[]> {
  const settings = discordSettings(config);
  if (!settings) return [];
  const { store, models, sourcesFor, log, now } = parts;
  const createDiscord = await platforms.discord();
  const discord = createDiscord({
    ...settings,
    maxPictureBytes: config.MAGPIE_MAX_PICTURE_BYTES,
    maxFileBytes: config.MAGPIE_MAX_FILE_BYTES,
    calls: store.calls,
    history: store.history,
    blobs: store.blobs,
    taught: store.taught,
    models: () => [...models.ready().keys()],
    sourcesFor,
    tell,
    log,
    now,
  });
  return [discord];
}

async function slackOf(
  config: Config,
  parts: Omit<MagpieParts, 'platforms'>,
  tell: OpenMagpieOptions['tell'],
): Promise<readonly Platform[]> {
  const settings = slackSettings(config);
  if (!settings) return [];
  const { store, queue, models, sourcesFor, log, now } = parts;
  const createSlack = await platforms.slack();
  const slack = createSlack({
    ...settings,
    maxPictureBytes: config.MAGPIE_MAX_PICTURE_BYTES,
    maxFileBytes: config.MAGPIE_MAX_FILE_BYTES,
    calls: store.calls,
    history: store.history,
    blobs: store.blobs,
    installations: store.installations,
    models: () => [...models.ready().keys()],
    sourcesFor,
    examples: exampleQuestions(config),
    load() {
      const lanes = Object.values(queue.depth());
      const sum = (of: 'waiting' | 'running') => lanes.reduce((all, lane) => all + lane[of], 0);
      return { waiting: sum('waiting'), running: sum('running') };
    },
    tell,
    log,
    now,
  });
  return [slack];
}

/** One queue for all who share the store, or one of this process alone. */
async function openQueue(config: Config, { shared: db, bulletin }: Store, log: Log): Promise<JobQueue> {
  const works = config.MAGPIE_ROLE !== 'listen';
  const { MAGPIE_VISION_WORKERS: vision, MAGPIE_ASK_WORKERS: ask } = config;
  const concurrency = works ? { vision, ask, now: 8 } : { vision: 0, ask: 0, now: 0 };
  const limits = {
    caller: config.MAGPIE_QUEUE_PER_PERSON,
    channel: config.MAGPIE_QUEUE_PER_CHANNEL,
    workspace: config.MAGPIE_QUEUE_PER_WORKSPACE,
    all: config.MAGPIE_QUEUE_TOTAL,
  };
  if (!db) return createInProcessQueue({ concurrency, limits });
  const { openSharedQueue } = await import('./queue/shared/shared-queue.ts');
  return openSharedQueue({ url: config.storeUrl, db, bulletin, concurrency, limits, log });
}

/** The first question should not have to wait for the catalogue of its database. */
function warm({ sources, log }: Pick<MagpieParts, 'sources' | 'log'>, signal: AbortSignal): void {
  for (const { data, catalogue } of sources.values()) {
    catalogue(signal).catch((error) => {
      if (signal.aborted) return;
      const { code } = asMagpieError(error);
      log.warn({ source: data.name, code }, 'catalogue not read at start; the first question tries again');
    });
  }
}

/** Has an adapter closed in case that another cannot be opened. */
type Keep = <Adapter extends { close(): Promise<void> }>(adapter: Adapter) => Adapter;

/** Promise.all, but it waits for the others before it rejects: what still opens then could no longer be closed. */
async function allOf<const Work extends readonly Promise<unknown>[]>(work: Work) {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** Each has a child process of its own: how many stay open is how much memory they hold. */
const keptFiles = { maxIdle: 4, idleMs: 3 * 60_000 };

async function openFiles(
  config: Config,
  parts: Pick<FilesOptions, 'blobs' | 'log'> & { readonly onChildLost: () => void },
  keep: Keep,
): Promise<Files> {
  const { MAGPIE_DATA_DIR: dir, MAGPIE_MAX_FILE_BYTES: maxBytes } = config;
  const open: FilesOptions['open'] = async ({ path: url, ...named }) =>
    createSource(
      await openSource({
        ...sourceDefaults(config),
        ...named,
        url,
        children: 1,
        onChildLost: parts.onChildLost,
      }),
    );
  return keep(await createFiles({ ...parts, ...keptFiles, maxBytes, folder: join(dir, 'open-files'), open }));
}
