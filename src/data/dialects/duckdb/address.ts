import { MagpieError } from '../../../core/errors.ts';
import { fileAt } from '../../file-at.ts';
import { pathOf } from '../../path-of.ts';
import { fileKind } from './file-kind.ts';
import { dataFiles } from './files.ts';
import type { DuckdbSetup } from './protocol.ts';

/** What lies at an address. Throws SOURCE_UNAVAILABLE where there is nothing to ask. Nothing is made. */
export function duckdbPlace(url: string, cwd: string): Pick<DuckdbSetup, 'path' | 'kind'> {
  const path = pathOf(url, cwd);
  const unavailable = (why: string) =>
    new MagpieError('SOURCE_UNAVAILABLE', { why: `${why}: ${path ?? url}` });
  if (path === undefined) throw unavailable('this address names no file');
  const stat = fileAt(path);
  if (!stat) throw unavailable('there is no file');
  if (stat.isDirectory()) {
    if (dataFiles(path).length > 0) return { path, kind: 'files' };
    throw unavailable('the folder holds no file of tables (csv, tsv, json, ndjson, parquet, xlsx)');
  }
  if (!stat.isFile()) throw unavailable('this is neither a file nor a folder');
  return { path, kind: fileKind(path) === undefined ? 'database' : 'files' };
}
