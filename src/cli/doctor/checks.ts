import type { Config } from '../../config.ts';
import {
  classifierOptions,
  demoSource,
  discordSettings,
  languageModel,
  slackSettings,
} from '../../config-slices.ts';
import { MagpieError } from '../../core/errors.ts';
import { checkDiscord } from '../../platforms/discord/check-access.ts';
import { checkSlack } from '../../platforms/slack/check-access.ts';
import { openStore, placeOfStore } from '../../store/open.ts';
import { onePixel } from '../../vision/one-pixel.ts';
import { type ClassifierOptions, openClassifier } from '../../vision/open-classifier.ts';
import { checkClaude } from '../../writers/claude/check-access.ts';
import { findingsOfDatabase } from './database.ts';
import type { Finding } from './finding.ts';

interface Check {
  readonly name: string;
  /** Resolves with what was found, or with several findings; rejects with a MagpieError. */
  check(signal: AbortSignal): Promise<string | readonly Finding[]>;
}

/** What a start would need, each tried for real. */
export function checks(config: Config): readonly Check[] {
  const configured = config.sources.map((source) => ({ name: source.name, find: async () => source }));
  const sources = configured.length > 0 ? configured : [{ name: 'demo', find: () => demoSource(config) }];
  const discord = discordSettings(config);
  const slack = slackSettings(config);
  return [
    { name: 'store', check: () => store(config) },
    ...config.models.map((name) => ({
      name: `model ${name}`,
      check: (signal: AbortSignal) => model(classifierOptions(config, name), signal),
    })),
    ...sources.map(({ name, find }) => ({
      name: `database ${name}`,
      check: async (signal: AbortSignal) => findingsOfDatabase(config, await find(), signal),
    })),
    { name: `writer ${config.MAGPIE_WRITER}`, check: (signal) => writer(config, signal) },
    ...(discord ? [{ name: 'discord', check: (signal: AbortSignal) => checkDiscord(discord, signal) }] : []),
    ...(slack ? [{ name: 'slack', check: (signal: AbortSignal) => checkSlack(slack, signal) }] : []),
  ];
}

async function store(config: Config): Promise<string> {
  const opened = await openStore({ dir: config.MAGPIE_DATA_DIR, url: config.storeUrl }).catch((error) => {
    // A bot that runs holds the store: that is how it should be.
    if (error instanceof MagpieError && error.code === 'STORE_LOCKED') return undefined;
    throw error;
  });
  const where = placeOfStore(config.storeUrl);
  if (!opened) return `${where} is in use by a Magpie that runs`;
  await opened.close();
  return `${where} can be written`;
}

async function model(options: ClassifierOptions, signal: AbortSignal): Promise<string> {
  const classifier = await openClassifier({ ...options, children: 1 });
  try {
    const { labels, ms } = await classifier.classify(onePixel(), 1, signal);
    return `${classifier.classes} labels; one picture took ${ms} ms (${labels[0]?.label})`;
  } finally {
    await classifier.close();
  }
}

async function writer(config: Config, signal: AbortSignal): Promise<string> {
  if (config.MAGPIE_WRITER === 'grammar') return 'needs nothing; it answers what it is sure of, in English';
  return checkClaude(languageModel(config), signal);
}
