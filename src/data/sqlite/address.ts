import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MagpieError } from '../../core/errors.ts';
import { fileAt } from './file-at.ts';

/**
 * The file that `sqlite:data.db`, `sqlite:///srv/data.db` or `file:///srv/data.db` means; relative paths start at `cwd`.
 * Throws SOURCE_UNAVAILABLE where there is no file with something in it; none is made.
 */
export function sqlitePath(url: string, cwd: string): string {
  const path = resolve(cwd, pathIn(url));
  const stat = fileAt(path);
  const unavailable = (why: string) => new MagpieError('SOURCE_UNAVAILABLE', { why: `${why}: ${path}` });
  if (!stat) throw unavailable('there is no file');
  if (!stat.isFile()) throw unavailable('this is not a file');
  if (stat.size === 0) throw unavailable('the file is empty');
  return path;
}

function pathIn(url: string): string {
  const [, scheme, rest] = /^(?:(sqlite|file):)?(.*)$/is.exec(url) ?? [];
  if (scheme === undefined || rest === undefined) return url;
  // With slashes it is a URL, in which %20 is a space; without them it is a path as it is written.
  return rest.startsWith('///') ? fileURLToPath(`file:${rest}`) : rest;
}
