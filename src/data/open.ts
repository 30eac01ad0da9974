import type { DataSource } from '../core/data-source.ts';
import { MagpieError } from '../core/errors.ts';
import { openSqlite } from './sqlite/source.ts';

export interface SourceOptions {
  /** How people name it. */
  readonly name: string;
  readonly title: string;
  /** `sqlite:data.db`, `sqlite:///srv/data.db`. */
  readonly url: string;
  /** Where relative paths start. */
  readonly cwd: string;
  /** Child processes of an embedded engine: so many statements run at a time. */
  readonly children: number;
  /** Resident bytes of one child. */
  readonly maxMemory: number;
}

/** Rejects with SOURCE_UNAVAILABLE, whose `why` is for the operator. Opening a source creates nothing. */
export type OpenSource = (options: SourceOptions) => Promise<DataSource>;

/** A new dialect is a folder and its lines here. */
const byScheme: ReadonlyMap<string, OpenSource> = new Map([
  ['sqlite', openSqlite],
  ['file', openSqlite],
]);

const defaults = { title: '', cwd: '.', children: 2, maxMemory: 512 * 1024 * 1024 };

/** Opens the database at a URL; a path without a scheme is a file. */
export async function openSource(
  options: Pick<SourceOptions, 'name' | 'url'> & Partial<SourceOptions>,
): Promise<DataSource> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(options.url)?.[1]?.toLowerCase() ?? 'file';
  const open = byScheme.get(scheme);
  if (!open) {
    const known = [...byScheme.keys()].join(', ');
    throw new MagpieError('SOURCE_UNAVAILABLE', {
      why: `no database here is called ${scheme}: (I know ${known})`,
    });
  }
  return open({ ...defaults, ...options, title: options.title ?? options.name });
}
