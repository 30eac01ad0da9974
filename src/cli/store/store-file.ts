import type { Config } from '../../config.ts';
import { UsageError } from '../command.ts';

/** The file that the store is. Throws UsageError where it is on a server. */
export function storeFileOf({ storeUrl }: Config): string {
  const file = /^sqlite:(.*)$/s.exec(storeUrl)?.[1];
  if (file === undefined)
    throw new UsageError('STORE_URL is on Postgres: pg_dump and pg_restore do this there (docs/backup.md)');
  return file;
}
