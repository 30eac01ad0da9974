import { readFileSync } from 'node:fs';
import { type Config, type ConfigResult, readConfig, secretsOf } from '../config.ts';
import { createRedact, passwordsIn } from '../core/redact.ts';
import { type Io, UsageError } from './command.ts';

/** The configuration of this environment, or its faults. */
export const readConfigOf = ({ env, cwd }: Pick<Io, 'env' | 'cwd'>): ConfigResult =>
  readConfig({ env, cwd, read: (path) => readFileSync(path, 'utf8') });

/** The configuration of this environment. Throws UsageError with every fault. */
export function configOf(io: Io): Config {
  const result = readConfigOf(io);
  if (!result.ok) throw new UsageError(`the configuration has faults:\n  ${result.faults.join('\n  ')}`);
  return result.config;
}

/**
 * Cuts the configured secrets out of a text, and the passwords of a URL that was given. A configuration with faults gives none
 * away: nothing was opened with it.
 */
export function redactorOf(io: Pick<Io, 'env' | 'cwd'>, url = ''): (text: string) => string {
  const result = readConfigOf(io);
  return createRedact([...(result.ok ? secretsOf(result.config) : []), ...passwordsIn(url)]);
}
