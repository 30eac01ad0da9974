import { MagpieError } from '../../../core/errors.ts';
import { fileAt } from '../../file-at.ts';
import { pathOf } from '../../path-of.ts';

/** The path of a URL where there is a file with something in it; else throws SOURCE_UNAVAILABLE. None is made. */
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
