import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { MagpieError } from '../../core/errors.ts';
import { buildDemo } from '../../data/demo/build.ts';
import { openSource } from '../../data/open.ts';
import { openStore } from '../../store/open.ts';
import { openClassifier } from '../../vision/open-classifier.ts';
import { checkClaude } from '../../writers/claude/check-access.ts';

interface Check {
  readonly name: string;
  /** Resolves with what was found; rejects with a MagpieError. */
  check(signal: AbortSignal): Promise<string>;
}

const maxMemory = 768 * 1024 * 1024;

/** What a start would need, each tried for real. */
export function checks(config: Config): readonly Check[] {
  const sources = config.sources.length > 0 ? config.sources : [{ name: 'demo', url: undefined }];
  return [
    { name: 'store', check: () => store(config) },
    { name: `model ${config.MAGPIE_MODEL}`, check: (signal) => model(config, signal) },
    ...sources.map(({ name, url }) => ({
      name: `database ${name}`,
      check: (signal: AbortSignal) => database(config, name, url, signal),
    })),
    { name: `writer ${config.MAGPIE_WRITER}`, check: (signal) => writer(config, signal) },
  ];
}

async function store(config: Config): Promise<string> {
  const opened = await openStore({ dir: config.MAGPIE_DATA_DIR, url: `sqlite:${config.storeFile}` }).catch(
    (error) => {
      // A bot that runs holds the store: that is how it should be.
      if (error instanceof MagpieError && error.code === 'STORE_LOCKED') return undefined;
      throw error;
    },
  );
  if (!opened) return `${config.storeFile} is in use by a Magpie that runs`;
  await opened.close();
  return `${config.storeFile} can be written`;
}

async function model(config: Config, signal: AbortSignal): Promise<string> {
  const classifier = await openClassifier({
    model: config.MAGPIE_MODEL,
    dataDir: config.MAGPIE_DATA_DIR,
    children: 1,
    maxBytes: config.MAGPIE_MAX_PICTURE_BYTES,
    maxPixels: config.MAGPIE_MAX_PICTURE_PIXELS,
    maxMemory,
  });
  try {
    const { labels, ms } = await classifier.classify(onePixel, 1, signal);
    return `${classifier.classes} labels; one picture took ${ms.toFixed(0)} ms (${labels[0]?.label})`;
  } finally {
    await classifier.close();
  }
}

async function database(
  config: Config,
  name: string,
  url: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const file = url ?? `sqlite:${await buildDemo(join(config.MAGPIE_DATA_DIR, 'demo'))}`;
  const source = await openSource({ name, url: file, cwd: config.cwd, children: 1, maxMemory });
  try {
    const { tables } = await source.describe(signal);
    return `${source.dialect}, ${tables.length} tables`;
  } finally {
    await source.close();
  }
}

async function writer(config: Config, signal: AbortSignal): Promise<string> {
  if (config.MAGPIE_WRITER === 'grammar') return 'needs nothing; it answers what it is sure of, in English';
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_MODEL: model } = config;
  return checkClaude({ apiKey, baseUrl, model }, signal);
}

/** A white GIF of one pixel. */
const onePixel = Buffer.from('R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs=', 'base64');
