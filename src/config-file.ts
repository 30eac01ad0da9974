import { resolve } from 'node:path';
import type { z } from 'zod';
import { type ConfigFile, configFile } from '../schema/config.ts';
import { parseJson } from './core/json.ts';

export type ConfigFileResult =
  | { readonly ok: true; readonly content: ConfigFile }
  | { readonly ok: false; readonly faults: readonly string[] };

export interface ConfigFileInput {
  /** The variables that are set, by name: MAGPIE_CONFIG, and those that the file names. */
  readonly set: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Reads a text file; throws when it cannot. */
  readonly read: (path: string) => string;
}

/** The file that MAGPIE_CONFIG names, with `"${NAME}"` taken from the environment; without one, an empty configuration. */
export function readConfigFile({ set, cwd, read }: ConfigFileInput): ConfigFileResult {
  const path = set.MAGPIE_CONFIG;
  if (path === undefined) return { ok: true, content: configFile.parse({}) };
  const refused = (faults: readonly string[]): ConfigFileResult => ({
    ok: false,
    faults: faults.map((fault) => `MAGPIE_CONFIG: ${path}: ${fault}`),
  });
  let text: string;
  try {
    text = read(resolve(cwd, path));
  } catch (error) {
    return refused([`cannot be read: ${error instanceof Error ? error.message : error}`]);
  }
  const unset: string[] = [];
  const filled = text.replace(/"\$\{(\w+)\}"/g, (_, name: string) => {
    const value = set[name];
    if (value === undefined) unset.push(`it names the variable ${name}, which is not set`);
    // Something in its place, so that only its own fault is told.
    return JSON.stringify(value ?? name);
  });
  const content = parseJson(filled);
  if (content === undefined) return refused(['is no valid JSON']);
  const parsed = configFile.safeParse(content);
  const faults = [...unset, ...(parsed.success ? [] : parsed.error.issues.flatMap(faultsOf))];
  return parsed.success && faults.length === 0 ? { ok: true, content: parsed.data } : refused(faults);
}

/** Zod's messages carry no input values, so no secret. What is wrong with a key is said by the issue within. */
export const faultOf = (issue: z.core.$ZodIssue): string => {
  const { message } = (issue.code === 'invalid_key' && issue.issues[0]) || issue;
  return `${issue.path.join('.') || 'file'}: ${message}`;
};

/** Of what may be written in several ways: what is wrong within the one that was chosen, where that can be told. */
const faultsOf = (issue: z.core.$ZodIssue): readonly string[] => {
  const within = issue.code === 'invalid_union' ? issue.errors.flat() : [];
  const deeper = within.filter(({ path }) => path.length > 0);
  if (deeper.length === 0) return [faultOf(issue)];
  return deeper.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }));
};
