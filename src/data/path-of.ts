import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path that `sqlite:data.db`, `sqlite:///srv/data.db` or `file:///srv/data.db` means, whatever is there; relative ones start
 * at `cwd`. Undefined for a URL that names no path.
 */
export function pathOf(url: string, cwd: string): string | undefined {
  const [, scheme, rest] = /^(?:(sqlite|duckdb|file):)?(.*)$/is.exec(url) ?? [];
  if (scheme === undefined || rest === undefined) return resolve(cwd, url);
  // With slashes it is a URL, in which %20 is a space; without them it is a path as it is written.
  if (!rest.startsWith('///')) return resolve(cwd, rest);
  try {
    return fileURLToPath(`file:${rest}`);
  } catch {
    return undefined;
  }
}
