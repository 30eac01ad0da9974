import { resolve } from 'node:path';
import { type ConfigFile, type Environment, environment, meaningOf } from '../schema/config.ts';
import { faultOf, readConfigFile } from './config-file.ts';
import { accessOf, type FileSource, hiddenNames, meaningsOf } from './config-rights.ts';
import { slackConflicts } from './config-slack.ts';
import type { Hidden } from './core/data-source.ts';
import type { Access } from './core/rights.ts';
import { pathOf } from './data/path-of.ts';

/** The whole configuration, checked. Paths are absolute. */
export interface Config extends Readonly<Omit<Environment, 'MAGPIE_WRITER' | 'MAGPIE_MODEL'>> {
  /** Names, or absolute paths of folders; the first is the default. `auto` stands alone. */
  readonly models: readonly [string, ...string[]];
  readonly MAGPIE_WRITER: 'claude' | 'grammar';
  /** Where the relative addresses of sources start. */
  readonly cwd: string;
  /** `sqlite:` with an absolute path, or `postgres://...`, which may hold a password. */
  readonly storeUrl: string;
  /** None: the demo database. */
  readonly sources: readonly SourceConfig[];
  /** The names of the sources that may be asked in a channel, by its name in lower case; in others all may be. */
  readonly channels: ReadonlyMap<string, readonly string[]>;
  readonly examples: ConfigFile['examples'];
}

/** A database that people may ask. */
export interface SourceConfig {
  readonly name: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** May hold a password. */
  readonly url: string;
  readonly access: Access;
  /** What nobody may see. */
  readonly hidden: readonly Hidden[];
  /** All that is hidden from anybody, as it was written. */
  readonly hiddenNames: readonly string[];
  /** IANA name. */
  readonly timeZone?: string | undefined;
}

/** Each fault is one line that says what to do. */
export type ConfigResult =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly faults: readonly string[] };

export interface ConfigInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths resolve against this. */
  readonly cwd: string;
  /** Reads a text file; throws when it cannot. */
  readonly read: (path: string) => string;
}

/** Reads the environment and the configuration file, and lists every fault at once. */
export function readConfig({ env, cwd, read }: ConfigInput): ConfigResult {
  // An empty variable is an unset one: that is how compose files and .env leave things out.
  const set = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value]] : [])),
  );
  const parsed = environment.safeParse(set);
  const file = readConfigFile({ set, cwd, read });
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map(faultOf)),
    ...conflicts(set),
    ...slackConflicts(set),
    ...(file.ok ? sourceConflicts(set, file.content, cwd) : file.faults),
  ];
  const warnings = misspelt(Object.keys(set));
  if (!parsed.success || !file.ok || faults.length > 0)
    return { ok: false, faults: [...faults, ...warnings] };

  const { MAGPIE_MODEL, ...values } = parsed.data;
  const { channels, examples } = file.content;
  const dataDir = resolve(cwd, values.MAGPIE_DATA_DIR);
  return {
    ok: true,
    warnings,
    config: Object.freeze({
      ...values,
      cwd,
      MAGPIE_DATA_DIR: dataDir,
      MAGPIE_WRITER:
        values.MAGPIE_WRITER === 'auto' ? (hasModel(set) ? 'claude' : 'grammar') : values.MAGPIE_WRITER,
      models: modelsOf(MAGPIE_MODEL, cwd),
      storeUrl: storeUrlOf(set, cwd),
      sources: sourcesOf(set, file.content).map((source) => ({
        ...source,
        title: source.title ?? source.name,
        access: accessOf(source.access),
        hidden: source.hidden.flatMap(meaningsOf),
        hiddenNames: hiddenNames(source),
      })),
      channels: new Map(Object.entries(channels).map(([name, rule]) => [name.toLowerCase(), rule.sources])),
      examples,
    }),
  };
}

/** The variables that are set, by name. */
type Variables = Readonly<Record<string, string>>;

const hasModel = (set: Variables): boolean => 'ANTHROPIC_API_KEY' in set || 'ANTHROPIC_BASE_URL' in set;

const sourcesOf = (set: Variables, file: ConfigFile): readonly FileSource[] =>
  file.sources ??
  (set.DATABASE_URL ? [{ name: 'main', url: set.DATABASE_URL, access: 'everyone', hidden: [] }] : []);

const conflicts = (set: Variables): string[] => [
  ...('MAGPIE_WEB_USER' in set === 'MAGPIE_WEB_PASSWORD' in set
    ? []
    : ['MAGPIE_WEB_USER, MAGPIE_WEB_PASSWORD: set both for a login, or none of them']),
  ...((set.MAGPIE_ROLE === 'listen' || set.MAGPIE_ROLE === 'work') && !isOnServer(set.STORE_URL)
    ? [`MAGPIE_ROLE: ${set.MAGPIE_ROLE} needs a STORE_URL on Postgres, which the processes share`]
    : []),
  ...('ANTHROPIC_PRICE_INPUT' in set === 'ANTHROPIC_PRICE_OUTPUT' in set
    ? []
    : ['ANTHROPIC_PRICE_INPUT, ANTHROPIC_PRICE_OUTPUT: set both, or none of them']),
  ...(set.MAGPIE_WRITER === 'claude' && !hasModel(set)
    ? ['MAGPIE_WRITER: claude needs ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL for another endpoint']
    : []),
  ...(/,/.test(set.MAGPIE_MODEL ?? '') && /(?:^|,)\s*auto\s*(?:,|$)/.test(set.MAGPIE_MODEL ?? '')
    ? ['MAGPIE_MODEL: auto stands for imagenet and embedded, and cannot be one of several: name them']
    : []),
];

function sourceConflicts(set: Variables, file: ConfigFile, cwd: string): string[] {
  const sources = sourcesOf(set, file);
  const known = sources.map(({ name }) => name);
  const store = storeUrlOf(set, cwd);
  return [
    ...(sources.some(({ url }) => `sqlite:${pathOf(url, cwd)}` === store)
      ? [
          `DATABASE_URL: ${store.slice('sqlite:'.length)} is where calls and history are kept; STORE_URL can put them elsewhere`,
        ]
      : []),
    ...(file.sources && set.DATABASE_URL
      ? ['DATABASE_URL: the configuration file lists sources too; keep one of the two']
      : []),
    ...Object.entries(file.channels).flatMap(([channel, rule]) => {
      const unknown = rule.sources.filter((name) => !known.includes(name));
      if (unknown.length === 0) return [];
      return [`MAGPIE_CONFIG: channels.${channel}: no source is called ${unknown.join(', ')}`];
    }),
  ];
}

const storeUrlOf = (set: Variables, cwd: string): string =>
  isOnServer(set.STORE_URL) ? set.STORE_URL : `sqlite:${storeFileOf(set, cwd)}`;

const storeFileOf = (set: Variables, cwd: string): string =>
  set.STORE_URL
    ? resolve(cwd, set.STORE_URL.replace(/^sqlite:(\/\/)?/, ''))
    : resolve(cwd, environment.shape.MAGPIE_DATA_DIR.parse(set.MAGPIE_DATA_DIR), 'store.sqlite');

const isOnServer = (url: string | undefined): url is string => /^postgres(ql)?:/i.test(url ?? '');

/** Without those that are named twice. */
function modelsOf(list: string, cwd: string): Config['models'] {
  const names = list.split(',').map((name) => name.trim());
  const paths = names.filter(Boolean).map((name) => (isName(name) ? name : resolve(cwd, name)));
  const [first = 'auto', ...others] = new Set(paths);
  return [first, ...others];
}

/** A model is a name or, with a slash, the path of a folder. */
const isName = (model: string): boolean => !/[/\\]/.test(model);

/** Every configured value that must not be written anywhere. */
export const secretsOf = (config: Config): readonly string[] => [
  ...Object.entries(environment.shape)
    .filter(([, check]) => meaningOf(check).secret)
    .flatMap(([name]) => (config[name as keyof Config] as string | readonly string[] | undefined) ?? []),
  ...config.sources.map((source) => source.url),
];

/** Read by the tests alone. */
const ofTests = ['MAGPIE_SHARED_DATA', 'MAGPIE_TEST_POSTGRES', 'MAGPIE_WANTS_POSTGRES'];

/** A variable of ours that nobody reads is a typing error, and may be a password that protects nothing. */
const misspelt = (names: readonly string[]): string[] =>
  names
    .filter((name) => name.startsWith('MAGPIE_') && !(name in environment.shape) && !ofTests.includes(name))
    .map((name) => `${name} is no variable of Magpie: see .env.example`);
