import { readFileSync } from 'node:fs';
import { type Config, readConfig } from '../config.ts';
import { type Io, UsageError } from './command.ts';

/** The configuration of this environment. Throws UsageError with every fault. */
export function configOf({ env, cwd }: Io): Config {
  const result = readConfig({ env, cwd, read: (path) => readFileSync(path, 'utf8') });
  if (!result.ok) throw new UsageError(`the configuration has faults:\n  ${result.faults.join('\n  ')}`);
  return result.config;
}
