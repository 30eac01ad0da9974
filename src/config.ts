import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { type ConfigFile, configFile, type Environment, environment, meaningOf } from '../schema/config.ts';

/** The whole configuration, checked. Paths are absolute. */
export interface Config extends Readonly<Omit<Environment, 'MAGPIE_WRITER'>> {
  readonly MAGPIE_WRITER: 'claude' | 'grammar';
  readonly storeFile: string;
  /** None: the demo database. */
  readonly sources: readonly { readonly name: string; readonly title: string; readonly url: string }[];
  readonly channels: ConfigFile['channels'];
  readonly examples: ConfigFile['examples'];
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
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(set);
  const faults = parsed.success ? [] : parsed.error.issues.map(faultOf);
  const file = readFile(set.MAGPIE_CONFIG, { env, cwd, read }, faults);
  if (!parsed.success || !file || faults.length > 0) return { ok: false, faults };

  const values = parsed.data;
  if (!values.MAGPIE_WEB_USER !== !values.MAGPIE_WEB_PASSWORD) {
    faults.push('MAGPIE_WEB_USER, MAGPIE_WEB_PASSWORD: set both for a login, or none of them');
  }
  const model = values.ANTHROPIC_API_KEY !== undefined || values.ANTHROPIC_BASE_URL !== undefined;
  if (values.MAGPIE_WRITER === 'claude' && !model) {
    faults.push('MAGPIE_WRITER: claude needs ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL for another endpoint');
  }
  if (file.sources && values.DATABASE_URL) {
    faults.push('DATABASE_URL: the configuration file lists sources too; keep one of the two');
  }
  const sources: NonNullable<ConfigFile['sources']> =
    file.sources ?? (values.DATABASE_URL ? [{ name: 'main', url: values.DATABASE_URL }] : []);
  for (const [channel, rule] of Object.entries(file.channels)) {
    const unknown = rule.sources.filter((name) => !sources.some((source) => source.name === name));
    if (unknown.length > 0)
      faults.push(`MAGPIE_CONFIG: channels.${channel}: no source is called ${unknown.join(', ')}`);
  }
  if (faults.length > 0) return { ok: false, faults };

  const dataDir = resolve(cwd, values.MAGPIE_DATA_DIR);
  return {
    ok: true,
    warnings: misspelt(Object.keys(set)),
    config: Object.freeze({
      ...values,
      MAGPIE_DATA_DIR: dataDir,
      MAGPIE_MODEL: isName(values.MAGPIE_MODEL) ? values.MAGPIE_MODEL : resolve(cwd, values.MAGPIE_MODEL),
      MAGPIE_WRITER: values.MAGPIE_WRITER === 'auto' ? (model ? 'claude' : 'grammar') : values.MAGPIE_WRITER,
      storeFile: values.STORE_URL
        ? resolve(cwd, values.STORE_URL.replace(/^sqlite:(\/\/)?/, ''))
        : join(dataDir, 'store.sqlite'),
      sources: sources.map(({ name, title, url }) => ({ name, title: title ?? name, url })),
      channels: file.channels,
      examples: file.examples,
    }),
  };
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

function readFile(
  path: string | undefined,
  { env, cwd, read }: ConfigInput,
  faults: string[],
): ConfigFile | undefined {
  if (path === undefined) return configFile.parse({});
  const fault = (what: string) => faults.push(`MAGPIE_CONFIG: ${path}: ${what}`);
  let text: string;
  try {
    text = read(resolve(cwd, path));
  } catch (error) {
    fault(`cannot be read: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
  const content = parseJson(text.replace(/"\$\{(\w+)\}"/g, (_, name) => JSON.stringify(env[name] ?? '')));
  if (content === undefined) {
    fault('is no valid JSON');
    return undefined;
  }
  const parsed = configFile.safeParse(content);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) fault(faultOf(issue));
  return undefined;
}

// The parser's own message quotes the text, and the text may hold a password.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Zod's messages carry no input values, so no secret. */
const faultOf = (issue: z.core.$ZodIssue): string => `${issue.path.join('.') || 'file'}: ${issue.message}`;

/** A variable of ours that nobody reads is a typing error, and may be a password that protects nothing. */
const misspelt = (names: readonly string[]): string[] =>
  names
    .filter((name) => name.startsWith('MAGPIE_') && !(name in environment.shape))
    .map((name) => `${name} is no variable of Magpie: see .env.example`);
