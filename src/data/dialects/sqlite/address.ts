import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MagpieError } from '../../../core/errors.ts';
import { fileAt } from './file-at.ts';

/**
 * The path that `sqlite:data.db`, `sqlite:///srv/data.db` or `file:///srv/data.db` means, whatever is there; relative ones start
 * at `cwd`. Undefined for a URL that names no path.
 */
export function pathOf(url: string, cwd: string): string | undefined {
  const [, scheme, rest] = /^(?:(sqlite|file):)?(.*)$/is.exec(url) ?? [];
  if (scheme === undefined || rest === undefined) return resolve(cwd, url);
  // With slashes it is a URL, in which %20 is a space; without them it is a path as it is written.
  if (!rest.startsWith('///')) return resolve(cwd, rest);
  try {
    return fileURLToPath(`file:${rest}`);
  } catch {
    return undefined;
  }
}

/** The same where there is a file with something in it; else throws SOURCE_UNAVAILABLE. None is made. */
export function sqlitePath(url: string, cwd: string): string {
  const path = pathOf(url, cwd);
  const unavailable = (why: string) =>
    new MagpieError('SOURCE_UNAVAILABLE', { why: `${why}: ${path ?? url}` });
  if (path === undefined) throw unavailable('this address names no file');
  const stat = fileAt(path);
  if (!stat) throw unavailable('there is no file');
  if (!stat.isFile()) throw unavailable('this is not a file');
  if (stat.size === 0) throw unavailable('the file is empty');
  return path;
}
