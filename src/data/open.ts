import type { DataSource, Hidden } from '../core/data-source.ts';
import { MagpieError } from '../core/errors.ts';
import { asDataSource, type OpenDialect, type SourceOptions } from './dialect.ts';
import { openDuckdb } from './dialects/duckdb/source.ts';
import { openMysql } from './dialects/mysql/source.ts';
import { openPostgres } from './dialects/postgres/source.ts';
import { openSqlite } from './dialects/sqlite/source.ts';
import { openFile } from './file-dialect.ts';

/** A new dialect is a folder and its lines here. */
const byScheme: ReadonlyMap<string, OpenDialect> = new Map([
  ['sqlite', openSqlite],
  ['postgres', openPostgres],
  ['postgresql', openPostgres],
  ['mysql', openMysql],
  ['mariadb', openMysql],
  ['duckdb', openDuckdb],
  ['file', openFile],
]);

const defaults = {
  title: '',
  cwd: '.',
  children: 2,
  maxMemory: 512 * 1024 * 1024,
  allowSuperuser: false,
};

export interface OpenSourceOptions extends SourceOptions {
  /** What nobody may see. */
  readonly hidden: readonly Hidden[];
}

/**
 * Opens the database at a URL; a path without a scheme is a file or a folder. Rejects with SOURCE_UNAVAILABLE or SOURCE_UNSAFE,
 * whose `why` is for the operator. Opening a source creates nothing.
 */
export async function openSource(
  options: Pick<OpenSourceOptions, 'name' | 'url'> & Partial<OpenSourceOptions>,
): Promise<DataSource> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(options.url)?.[1]?.toLowerCase() ?? 'file';
  const open = byScheme.get(scheme);
  if (!open) {
    const known = [...byScheme.keys()].join(', ');
    throw new MagpieError('SOURCE_UNAVAILABLE', {
      why: `no database here is called ${scheme}: (I know ${known})`,
    });
  }
  const title = options.title ?? options.name;
  const opened = await open({ ...defaults, ...options, title });
  return asDataSource({ name: options.name, title, opened, hidden: options.hidden ?? [] });
}
