import { closeSync, openSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import type { OpenDialect } from './dialect.ts';
import { fileKind } from './dialects/duckdb/file-kind.ts';
import { openDuckdb } from './dialects/duckdb/source.ts';
import { openSqlite } from './dialects/sqlite/source.ts';
import { fileAt } from './file-at.ts';
import { pathOf } from './path-of.ts';

/** A path without the name of a database: what it is tells its beginning, and where there is none its name. */
export const openFile: OpenDialect = (options) => {
  const path = pathOf(options.url, options.cwd);
  return (path !== undefined && isForDuckdb(path) ? openDuckdb : openSqlite)(options);
};

function isForDuckdb(path: string): boolean {
  const stat = fileAt(path);
  if (stat?.isDirectory()) return true;
  const head = stat?.isFile() ? beginning(path) : '';
  if (head.startsWith('SQLite format 3\0')) return false;
  // https://duckdb.org/docs/stable/internals/storage
  if (head.slice(8, 12) === 'DUCK') return true;
  return fileKind(path) !== undefined || ['.duckdb', '.ddb'].includes(extname(path).toLowerCase());
}

function beginning(path: string): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(16);
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}
