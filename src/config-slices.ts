import { join } from 'node:path';
import type { Config, SourceConfig } from './config.ts';
import { MagpieError } from './core/errors.ts';
import { asMagpieError, whatOf } from './core/problem.ts';
import type { AnswerLimits } from './core/services.ts';
import type { SpendingCaps } from './core/spending.ts';
import { buildDemo } from './data/demo/build.ts';
import { demoExamples } from './data/demo/examples.ts';
import type { SourceOptions } from './data/dialect.ts';
import type { DiscordOptions } from './platforms/discord/discord-options.ts';
import type { SlackAuth, SlackOptions, SlackTransport } from './platforms/slack/slack-options.ts';
import { createDownloader } from './vision/fetch/download.ts';
import { createHub } from './vision/fetch/hub.ts';
import type { ClassifierOptions } from './vision/open-classifier.ts';
import type { SupplyOptions } from './vision/supply/supply.ts';
import type { WriterSettings } from './writers/index.ts';

/** Resident bytes of one child process. */
const maxChildMemory = 768 * 1024 * 1024;

/** How every configured source is opened. */
export const sourceDefaults = (
  config: Config,
): Pick<SourceOptions, 'cwd' | 'maxMemory' | 'allowSuperuser'> => ({
  cwd: config.cwd,
  maxMemory: maxChildMemory,
  allowSuperuser: config.MAGPIE_ALLOW_SUPERUSER === 'yes',
});

export const answerLimits = (config: Config): AnswerLimits => ({
  maxRows: config.MAGPIE_MAX_ROWS,
  maxBytes: config.MAGPIE_MAX_BYTES,
  queryTimeoutMs: config.MAGPIE_QUERY_TIMEOUT_MS,
  askRows: config.MAGPIE_ASK_ROWS,
  maxReadRows: config.MAGPIE_MAX_READ_ROWS,
  pageRows: config.MAGPIE_PAGE_ROWS,
});

export const spendingCaps = (config: Config): SpendingCaps => ({
  person: config.MAGPIE_TOKENS_PER_PERSON,
  channel: config.MAGPIE_TOKENS_PER_CHANNEL,
  all: config.MAGPIE_TOKENS_PER_DAY,
});

/** Of one of the configured models, by default the first. */
export const classifierOptions = (config: Config, model = config.models[0]): ClassifierOptions => ({
  model,
  dataDir: config.MAGPIE_DATA_DIR,
  children: config.MAGPIE_VISION_WORKERS,
  maxBytes: config.MAGPIE_MAX_PICTURE_BYTES,
  maxPixels: config.MAGPIE_MAX_PICTURE_PIXELS,
  maxMemory: maxChildMemory,
});

/** How image models are fetched. */
export function supplyOptions(config: Config): SupplyOptions {
  const download = createDownloader();
  const hub = createHub({
    endpoint: config.HF_ENDPOINT,
    token: config.HF_TOKEN,
    offline: config.HF_HUB_OFFLINE === '1',
    download,
  });
  return { hub, download, dataDir: config.MAGPIE_DATA_DIR, maxMemory: maxChildMemory };
}

export const languageModel = (config: Config): Omit<WriterSettings, 'log' | 'meter'> => ({
  apiKey: config.ANTHROPIC_API_KEY,
  baseUrl: config.ANTHROPIC_BASE_URL,
  model: config.ANTHROPIC_MODEL,
});

/** What the language model costs: US dollars of a million tokens. */
export const modelPrice = ({ ANTHROPIC_PRICE_INPUT: input, ANTHROPIC_PRICE_OUTPUT: output }: Config) =>
  input === undefined || output === undefined ? undefined : { input, output };

/** How Discord is reached; without a token it is not. */
export const discordSettings = (
  config: Config,
): Pick<DiscordOptions, 'token' | 'apiUrl' | 'guildId' | 'shards'> | undefined =>
  config.DISCORD_TOKEN === undefined
    ? undefined
    : {
        token: config.DISCORD_TOKEN,
        apiUrl: config.DISCORD_API_URL.replace(/\/+$/, ''),
        ...(config.DISCORD_GUILD_ID !== undefined && { guildId: config.DISCORD_GUILD_ID }),
        ...(config.DISCORD_SHARDS !== undefined && { shards: config.DISCORD_SHARDS }),
      };

/** How Slack is reached; without a bot token or a client id it is not. */
export function slackSettings(
  config: Config,
): Pick<SlackOptions, 'apiUrl' | 'auth' | 'transport' | 'host' | 'port'> | undefined {
  const auth = slackAuth(config);
  const transport = slackTransport(config);
  if (auth === undefined || transport === undefined) return undefined;
  return {
    apiUrl: `${config.SLACK_API_URL.replace(/\/+$/, '')}/`,
    auth,
    transport,
    host: config.HOST,
    port: config.SLACK_PORT,
  };
}

function slackAuth({
  SLACK_BOT_TOKEN: botToken,
  SLACK_CLIENT_ID: clientId,
  SLACK_CLIENT_SECRET: clientSecret,
}: Config): SlackAuth | undefined {
  if (botToken !== undefined) return { kind: 'token', botToken };
  if (clientId !== undefined && clientSecret !== undefined) return { kind: 'oauth', clientId, clientSecret };
  return undefined;
}

function slackTransport({
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: signingSecret,
}: Config): SlackTransport | undefined {
  if (appToken !== undefined) return { kind: 'socket', appToken };
  return signingSecret === undefined ? undefined : { kind: 'http', signingSecret };
}

/** What people can try at once. */
export const exampleQuestions = (config: Config): readonly string[] =>
  config.examples ?? (config.sources.length > 0 ? ['/schema'] : demoExamples.map(({ question }) => question));

/** What people ask where no database is configured; built in the data folder the first time. Rejects with SOURCE_UNAVAILABLE. */
export async function demoSource(config: Config): Promise<SourceConfig> {
  const path = await buildDemo(join(config.MAGPIE_DATA_DIR, 'demo')).catch((cause) => {
    const why = `the demo database cannot be built: ${whatOf(asMagpieError(cause))}`;
    throw new MagpieError('SOURCE_UNAVAILABLE', { why }, { cause });
  });
  return {
    name: 'demo',
    title: 'Demo',
    url: `sqlite:${path}`,
    access: 'everyone',
    hidden: [],
    hiddenNames: [],
  };
}
