import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands as allCommands } from '../../commands/index.ts';
import { createSource } from '../../src/ask/source.ts';
import type { Classifier } from '../../src/core/classifier.ts';
import type { AnyCommand } from '../../src/core/command.ts';
import type { DataSource } from '../../src/core/data-source.ts';
import type { JobQueue } from '../../src/core/job-queue.ts';
import type { Log } from '../../src/core/log.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { SourcesFor } from '../../src/core/rights.ts';
import type { SpendingCaps } from '../../src/core/spending.ts';
import type { SqlWriter } from '../../src/core/sql-writer.ts';
import { unitLength } from '../../src/core/unit-length.ts';
import type { Files } from '../../src/data/files/files.ts';
import { createMagpie } from '../../src/magpie.ts';
import { createWebPlatform } from '../../src/platforms/web/index.ts';
import type { WebOptions } from '../../src/platforms/web/web-options.ts';
import { createInProcessQueue } from '../../src/queue/in-process.ts';
import type { Store } from '../../src/store/open.ts';
import { keptLog } from './kept-log.ts';
import { testFiles } from './test-files.ts';

export interface PlaygroundParts {
  readonly store: Store;
  readonly data: DataSource;
  readonly writer: SqlWriter;
  /** Who may ask what: everybody `data`. */
  readonly sourcesFor?: SourcesFor;
  readonly commands?: readonly AnyCommand[];
  readonly classifier?: Classifier;
  readonly files?: Files;
  readonly web?: Partial<WebOptions>;
  /** Calls that one person may have under way. */
  readonly perPerson?: number;
  readonly pageRows?: number;
  /** On the language model: none. */
  readonly caps?: SpendingCaps;
  readonly log?: Log;
  readonly now?: () => Date;
  /** Besides the playground. */
  readonly platforms?: readonly Platform[];
}

export interface Playground {
  /** 'http://127.0.0.1:<port>' */
  readonly url: string;
  readonly queue: JobQueue;
  close(): Promise<void>;
  /** After a death: its connections break, and nothing else of it comes to an end. */
  abandon(): Promise<void>;
}

/** The whole of Magpie on a free port: real store, queue, dispatch and commands; only the models are stand-ins. */
export async function openPlayground(parts: PlaygroundParts): Promise<Playground> {
  const {
    store,
    data,
    writer,
    commands = allCommands,
    classifier = quickClassifier(),
    perPerson = 50,
  } = parts;
  const log = parts.log ?? keptLog();
  const { now = () => new Date(), platforms = [] } = parts;
  const queue = createInProcessQueue({
    concurrency: { vision: 1, ask: 1, now: 8 },
    limits: { caller: perPerson, channel: 100, workspace: 200, all: 1000 },
  });
  const sources = new Map([[data.name, createSource({ ...data, close: async () => {} })]]);
  const { sourcesFor = () => sources } = parts;
  const web = createWebPlatform({
    host: '127.0.0.1',
    port: 0,
    title: 'Magpie',
    description: 'Look at pictures and ask about data, together.',
    examples: ['Which birds are there?', '/help'],
    apiTokens: [],
    allowedHosts: [],
    maxUploadBytes: 1_000_000,
    maxFileBytes: 1_000_000,
    secret: 'a secret of the tests',
    calls: store.calls,
    blobs: store.blobs,
    feedback: store.feedback,
    sourcesFor,
    models: () => [{ name: classifier.model, about: classifier.about }],
    bulletin: store.bulletin,
    probesOnly: false,
    health: async () => ({ ok: true, parts: queue.depth() }),
    ready: async () => ({ ok: true }),
    log,
    now,
    ...parts.web,
  });
  const magpie = createMagpie({
    commands,
    platforms: [web, ...platforms],
    // Who opened them closes them.
    store: { ...store, close: async () => {} },
    queue,
    models: { ready: () => new Map([[classifier.model, classifier]]), close: () => classifier.close() },
    sources,
    sourcesFor,
    files: parts.files ?? (await testFiles({ blobs: store.blobs, log })),
    writer,
    limits: {
      maxRows: 1000,
      maxBytes: 1_000_000,
      queryTimeoutMs: 5000,
      askRows: 2_000_000,
      maxReadRows: 500_000_000,
      pageRows: parts.pageRows ?? 10,
    },
    caps: parts.caps ?? {},
    retentionDays: 30,
    log,
    now,
  });
  await magpie.start().catch(async (error) => {
    await magpie.close(0);
    throw error;
  });
  if (web.url === undefined) throw new Error('it does not listen');
  return {
    url: web.url,
    queue,
    close: () => magpie.close(0),
    async abandon() {
      await Promise.all([web, ...platforms].map((platform) => platform.close()));
    },
  };
}

/** Sees the same three things in every picture, after some milliseconds. */
export const quickClassifier = (ms = 0): Classifier => ({
  model: 'three-birds',
  about: 'Tells three birds apart',
  rates: 'objects',
  classes: 3,
  async classify(_image, top, signal) {
    await sleep(ms, undefined, { signal });
    const labels = [
      { index: 1, label: 'magpie', score: 0.834 },
      { index: 0, label: 'carrion crow', score: 0.121 },
      { index: 2, label: 'wren', score: 0.045 },
    ];
    return { model: 'three-birds', labels: labels.slice(0, top), ms };
  },
  // The same for the same picture, and unlike for others.
  async features(image) {
    return unitLength(Float32Array.from(hash('sha256', image, 'buffer'), (byte) => byte - 127.5));
  },
  async close() {},
});

/** A statement that never ends by itself. */
export const endlessSql =
  'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';

export interface Question {
  readonly sql: string;
  readonly understood: string;
  /** Milliseconds of writing. */
  readonly ms?: number;
}

/** A writer that knows these questions, and declines all others. */
export const knowing = (questions: Readonly<Record<string, Question>>): SqlWriter => ({
  name: 'knowing',
  repairs: 0,
  async write({ question }, signal) {
    const known = questions[question];
    if (!known)
      return { kind: 'decline', why: `I do not know "${question}"`, suggestions: Object.keys(questions) };
    await sleep(known.ms ?? 0, undefined, { signal });
    return { kind: 'draft', sql: known.sql, understood: known.understood };
  },
});
