import { z } from 'zod';

const text = (about: string) => z.string().min(1).describe(about);
const secret = (about: string) => z.string().min(1).describe(about).meta({ secret: true });
const count = (about: string, min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(error).int({ error, abort: true }).min(min, error).max(max, error).describe(about);
};
const price = (about: string) => {
  const error = 'must be a number, such as 3 or 0.25';
  return z.coerce.number(error).positive(error).describe(about).optional();
};
const webAddress = (about: string) =>
  z
    .url({ protocol: /^https?$/, error: 'must look like https://host or http://host:port', abort: true })
    // fetch refuses such a URL, and quotes it.
    .refine((url) => !/^[^/]*\/\/[^/?#]*@/.test(url), 'must hold no name and no password')
    .describe(about);
const choice = <const Values extends readonly string[]>(about: string, values: Values) =>
  z.enum(values, `must be one of ${values.join(', ')}`).describe(about);
/** A credential that is told apart from the others by how it looks. */
const credential = (about: string, looks: RegExp, error: string) =>
  z.string().regex(looks, error).describe(about).meta({ secret: true });
/** Its own text is never told: it may hold a password. */
const sourceUrl = z
  .string()
  .min(1)
  .regex(
    /^(?:(?:sqlite|file|postgres|postgresql|mysql|mariadb|duckdb):.|(?![a-z][a-z\d+.-]+:))/i,
    'must begin with sqlite:, postgres:, mysql:, mariadb: or duckdb:, or be a path (docs/databases.md)',
  );
const list = z.string().transform((value) => value.split(',').flatMap((item) => item.trim() || []));

/** '0-3/16', or '2/16'. */
const shards = z
  .string()
  .regex(
    /^\d{1,5}(-\d{1,5})?\/\d{1,5}$/,
    'must look like 0-3/16: the shards of this process, and how many there are',
  )
  .transform((text) => {
    const [range = '', count] = text.split('/');
    const [first, last = first] = range.split('-').map(Number);
    return { first: first ?? 0, last: last ?? 0, count: Number(count) };
  })
  .refine(
    ({ first, last, count }) => first <= last && last < count,
    'must name shards that there are, such as 0-3/16',
  );

/** Every environment variable that Magpie reads: its check, its default, and the sentence of .env.example. */
export const environment = z.object({
  HOST: text(
    'Address to listen on. Beyond 127.0.0.1 a login is needed; without one a password is made at start.',
  ).default('127.0.0.1'),
  PORT: count('Port of the playground; 0 takes a free one.', 0, 65535).default(7860),
  MAGPIE_DATA_DIR: text(
    'Folder of everything that is written: the store, pictures, the demo database, models.',
  ).default('data'),
  MAGPIE_CONFIG: text(
    'JSON file for what does not fit a variable: several databases, channel rules (docs/configuration.md).',
  ).optional(),
  STORE_URL: z
    .string()
    .regex(
      /^(sqlite:.|postgres(ql)?:\/\/.)/i,
      'must look like sqlite:/path/to/store.sqlite or postgres://magpie@host/magpie',
    )
    .describe(
      'Where calls and history are kept; by default store.sqlite in the data folder. On postgres://... many processes share them (docs/operations.md).',
    )
    .meta({ secret: true })
    .optional(),
  MAGPIE_ROLE: choice(
    'What this process does: listen to people, work on their calls, or all. Apart they need a STORE_URL on Postgres.',
    ['all', 'listen', 'work'],
  ).default('all'),
  DATABASE_URL: sourceUrl
    .describe(
      'The database that people ask (docs/databases.md): postgres://reader@host/sales, mysql://..., sqlite:/path, duckdb:/path, or the path of a file or folder. By default the demo database.',
    )
    .meta({ secret: true })
    .optional(),
  MAGPIE_ALLOW_SUPERUSER: choice(
    'Whether a database may be asked with a login that may do anything. Better is a role that only reads (docs/databases.md).',
    ['yes', 'no'],
  ).default('no'),
  MAGPIE_MODEL: text(
    'Image models, separated by commas; the first is the default (docs/models.md): embedded, imagenet, mobilenetv4, a name that `magpie model add` gave, or the path (with a slash) of a folder. auto: imagenet, which is fetched in the background at the first start, and embedded until then.',
  ).default('auto'),
  HF_ENDPOINT: webAddress(
    'Where image models are fetched from: the Hugging Face hub, or a mirror of it.',
  ).default('https://huggingface.co'),
  HF_TOKEN: credential(
    'Token of the hub, for repositories that are private or ask for consent.',
    /^[\x21-\x7e]+$/,
    'must be the token alone: https://huggingface.co/settings/tokens',
  ).optional(),
  HF_HUB_OFFLINE: choice('1: nothing is fetched from the hub.', ['0', '1']).default('0'),
  MAGPIE_WRITER: choice('Who writes SQL. auto: claude where a key or endpoint is configured, else grammar.', [
    'auto',
    'claude',
    'grammar',
  ]).default('auto'),
  ANTHROPIC_API_KEY: secret('Key of the Anthropic API.').optional(),
  ANTHROPIC_BASE_URL: webAddress('Another endpoint that speaks the Messages API.').optional(),
  ANTHROPIC_MODEL: text('Language model.').default('claude-sonnet-5-5'),
  ANTHROPIC_PRICE_INPUT: price(
    'US dollars of a million input tokens, so that /metrics tells what the model costs.',
  ),
  ANTHROPIC_PRICE_OUTPUT: price('US dollars of a million output tokens.'),
  MAGPIE_TOKENS_PER_PERSON: count(
    'Tokens of the language model that one person may use up a day (UTC), in and out. By default no cap.',
    1,
    1_000_000_000_000,
  ).optional(),
  MAGPIE_TOKENS_PER_CHANNEL: count(
    'Tokens that one channel may use up a day.',
    1,
    1_000_000_000_000,
  ).optional(),
  MAGPIE_TOKENS_PER_DAY: count('Tokens that all may use up a day.', 1, 1_000_000_000_000).optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^[\w.-]+$/,
      'must be the token alone, without "Bot" before it: Developer Portal > Bot > Reset Token',
    )
    .describe('Token of the Discord bot (docs/discord.md). Without one there is no Discord.')
    .meta({ secret: true })
    .optional(),
  DISCORD_API_URL: webAddress('Where the Discord API is: a proxy in front of it, or a test.').default(
    'https://discord.com/api',
  ),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, "must be a server's id, 17 to 20 digits: right-click the server > Copy Server ID")
    .describe('While developing: the Discord server in which commands are registered. By default in all.')
    .optional(),
  DISCORD_SHARDS: shards
    .describe(
      'Shards of Discord that this process connects, of how many: 0-3/16. By default as many as Discord wants, all in this process.',
    )
    .optional(),
  SLACK_BOT_TOKEN: credential(
    'Bot token of the Slack app in one workspace (docs/slack.md). Without one there is no Slack.',
    /^xoxb-[\w-]+$/,
    'must be the bot token, which begins with xoxb-: https://api.slack.com/apps > the app > OAuth & Permissions > Bot User OAuth Token',
  ).optional(),
  SLACK_APP_TOKEN: credential(
    'App-level token of the Slack app: what happens comes over Socket Mode, and no address is needed.',
    /^xapp-[\w-]+$/,
    'must be an app-level token with connections:write, which begins with xapp-: https://api.slack.com/apps > the app > Basic Information > App-Level Tokens',
  ).optional(),
  SLACK_SIGNING_SECRET: credential(
    'Without SLACK_APP_TOKEN: proves that what comes to SLACK_PORT over HTTP comes from Slack.',
    /^(?!xox|xapp)\w{8,}$/,
    'must be the signing secret and no token: https://api.slack.com/apps > the app > Basic Information > App Credentials > Signing Secret > Show',
  ).optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(
      /^\d+\.\d+$/,
      'must look like 1234567890.1234567890: https://api.slack.com/apps > the app > Basic Information > App Credentials > Client ID',
    )
    .describe('In place of SLACK_BOT_TOKEN, for several workspaces: each installs the app by itself.')
    .optional(),
  SLACK_CLIENT_SECRET: credential(
    'Goes with SLACK_CLIENT_ID.',
    /^(?!xox|xapp)\w{8,}$/,
    'must be the client secret and no token: https://api.slack.com/apps > the app > Basic Information > App Credentials > Client Secret > Show',
  ).optional(),
  SLACK_PORT: count(
    'Port for Slack: what it sends over HTTP, and installing; 0 takes a free one.',
    0,
    65535,
  ).default(3000),
  SLACK_API_URL: webAddress('Where the Slack API is: a proxy in front of it, or a test.').default(
    'https://slack.com/api/',
  ),
  MAGPIE_METRICS_TOKEN: credential(
    'Bearer token of /metrics (docs/seeing-inside.md). Without it the page is there on 127.0.0.1 alone.',
    /^[\x21-\x7e]{8,}$/,
    'must be 8 characters or more, without spaces',
  ).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress(
    'An OTLP/HTTP receiver: a trace of each call is sent there. By default nothing is sent.',
  ).optional(),
  OTEL_SERVICE_NAME: text('What traces call this process.').default('magpie'),
  MAGPIE_TITLE: text('Title of the playground.').default('Magpie'),
  MAGPIE_DESCRIPTION: text('The line below the title.').optional(),
  MAGPIE_WEB_USER: text('Name of the login. Set it together with MAGPIE_WEB_PASSWORD.').optional(),
  MAGPIE_WEB_PASSWORD: secret('Password of the login.').optional(),
  MAGPIE_API_TOKENS: list
    .describe('Bearer tokens of the JSON API, separated by commas.')
    .meta({ secret: true })
    .default([]),
  MAGPIE_PUBLIC_URL: webAddress(
    'Where people reach the playground behind a proxy: https://magpie.example.org.',
  ).optional(),
  MAGPIE_ALLOWED_HOSTS: list
    .describe('Host names under which the playground is reached, besides the address it listens on.')
    .default([]),
  MAGPIE_RETENTION_DAYS: count('Days until history, pictures and results are deleted.', 1, 3650).default(90),
  MAGPIE_QUEUE_PER_PERSON: count(
    'Calls that one person may have under way, waiting or running.',
    1,
    100_000,
  ).default(3),
  MAGPIE_QUEUE_PER_CHANNEL: count('Calls that one channel may have under way.', 1, 100_000).default(10),
  MAGPIE_QUEUE_PER_WORKSPACE: count('Calls that one workspace may have under way.', 1, 100_000).default(200),
  MAGPIE_QUEUE_TOTAL: count('Calls that may be under way in all.', 1, 100_000).default(1000),
  MAGPIE_VISION_WORKERS: count(
    'Pictures looked at side by side; each takes a core of the machine.',
    1,
    64,
  ).default(2),
  MAGPIE_ASK_WORKERS: count('Questions answered side by side.', 1, 64).default(2),
  MAGPIE_QUERY_TIMEOUT_MS: count('Milliseconds until a query is stopped.', 100, 600_000).default(15_000),
  MAGPIE_ASK_ROWS: count(
    'Rows that a query may read before the person is asked whether it should run.',
    1,
    1_000_000_000_000,
  ).default(2_000_000),
  MAGPIE_MAX_READ_ROWS: count(
    'Rows that a query may read at all, as the database expects; more never run.',
    1,
    1_000_000_000_000,
  ).default(500_000_000),
  MAGPIE_MAX_ROWS: count('Rows of a result; more are cut, and the answer says so.', 1, 100_000).default(1000),
  MAGPIE_MAX_BYTES: count('Bytes of a result.', 1_000, 50_000_000).default(1_000_000),
  MAGPIE_PAGE_ROWS: count('Rows of a table that are shown at once.', 1, 100).default(10),
  MAGPIE_MAX_PICTURE_BYTES: count('Bytes of a picture.', 1_000, 100_000_000).default(20_000_000),
  MAGPIE_MAX_PICTURE_PIXELS: count('Pixels of a picture.', 1_000, 500_000_000).default(50_000_000),
  MAGPIE_MAX_FILE_BYTES: count(
    'Bytes of a file that is asked: csv, tsv, parquet, json, xlsx.',
    1_000,
    100_000_000,
  ).default(20_000_000),
  LOG_LEVEL: choice('Which log lines are written to stderr.', [
    'debug',
    'info',
    'warn',
    'error',
    'silent',
  ]).default('info'),
});

export type Environment = z.infer<typeof environment>;

/** What a variable's check says of it. A default or an optional wraps the check that carries it. */
export function meaningOf(check: z.core.$ZodType): { readonly about: string; readonly secret: boolean } {
  if (check instanceof z.ZodDefault || check instanceof z.ZodOptional) return meaningOf(check.def.innerType);
  const meta = z.globalRegistry.get(check);
  return { about: meta?.description ?? '', secret: meta?.secret === true };
}

const name = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9, _ and -');

/** 'users', 'users.email' or 'staff.users.email'. */
const hidden = z.array(
  z
    .string()
    .regex(
      /^[^.]+(\.[^.]+){0,2}$/,
      'must be a table, "table.column" or "schema.table.column", without quotes',
    ),
);
const anyOf = z.array(z.string().min(1)).min(1, 'must name at least one').optional();

/** A rule fits whoever is in each of its lists. */
const accessRule = z
  .strictObject({
    platforms: z
      .array(z.enum(['web', 'discord', 'slack'], 'must be one of web, discord, slack'))
      .min(1, 'must name at least one')
      .optional(),
    workspaces: anyOf,
    channels: z
      .array(z.string().regex(/^[^#\s]+$/, 'must be the name of a channel, without #, or its id'))
      .min(1, 'must name at least one')
      .optional(),
    roles: z
      .array(
        z.string().regex(/^(admin|\d{17,20})$/, "must be admin, or a Discord role's id of 17 to 20 digits"),
      )
      .min(1, 'must name at least one')
      .optional(),
    people: anyOf,
    hidden: hidden.default([]),
  })
  .refine(
    ({ hidden: _, ...lists }) => Object.values(lists).some((list) => list !== undefined),
    'must have at least one of platforms, workspaces, channels, roles and people; for everybody write "access": "everyone"',
  )
  // In the playground anybody may call a channel what it is called elsewhere.
  .refine(
    ({ channels, platforms, workspaces }) => !channels || platforms || workspaces,
    'has channels, so it must say of which platforms or workspaces',
  )
  // Where people install the bot by themselves, each is an admin of their own.
  .refine(
    ({ roles, workspaces, people }) => !roles?.includes('admin') || workspaces || people,
    'has the role admin, so it must say of which workspaces',
  );

const sayWho =
  'must say who may ask it: "everyone", or rules such as [{ "workspaces": ["T0123456789"], "channels": ["C0123456789"] }]';
const access = z.union([z.literal('everyone'), z.array(accessRule).min(1, sayWho)], sayWho);

/** A formatter is the one judge of their names; it takes offsets too. */
function isTimeZone(timeZone: string): boolean {
  if (!/^[A-Za-z]/.test(timeZone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

const source = z.strictObject({
  name,
  title: z.string().min(1).optional(),
  description: z.string().min(1).max(300).optional(),
  url: sourceUrl,
  access,
  hidden: hidden.default([]),
  timeZone: z.string().refine(isTimeZone, 'must be the name of a time zone, such as Asia/Seoul').optional(),
});

/** The optional configuration file. */
export const configFile = z.strictObject({
  sources: z
    .array(source)
    .min(1)
    .refine(
      (sources) => new Set(sources.map((source) => source.name)).size === sources.length,
      'two sources have the same name',
    )
    .describe(
      'Databases that people may ask; the first is the default. A url may name an environment variable instead, as docs/configuration.md shows.',
    )
    .optional(),
  channels: z
    .record(
      z.string().regex(/^[^#\s]+$/, 'must be the name of a channel, without #, or its id'),
      z.strictObject({ sources: z.array(name).min(1) }),
    )
    .describe(
      'By channel: which sources may be asked there, by those who may ask them. A channel that is not listed may ask all.',
    )
    .default({}),
  examples: z
    .array(z.string().min(1).max(500))
    .describe('Questions to click in the playground, instead of those of the demo database.')
    .optional(),
});

export type ConfigFile = z.infer<typeof configFile>;
