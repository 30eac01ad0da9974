import { basename } from 'node:path';
import { MagpieError } from '../../../core/errors.ts';
import { shortened } from '../../../render/shortened.ts';
import { visible } from '../../../render/visible.ts';

/** UTF-16 units. */
const maxWords = 200;

/** A file that cannot be read; `error` in DuckDB's first words, without the path, which is nobody's business. */
export function unreadable(path: string, error: unknown): MagpieError {
  const message = error instanceof Error ? error.message : String(error);
  const [first = '', , third = ''] = message
    .replaceAll(path, basename(path))
    .replace(/^[\w ]+ Error: /, '')
    .split('\n');
  // Between the place and the trouble stands the line, which can be long.
  const why = first.startsWith('CSV Error on Line') ? `${third} (${first})` : first;
  return new MagpieError('FILE_UNREADABLE', {
    name: visible(basename(path)),
    why: visible(shortened(why.replace(/[.,:\s]+$/, ''), maxWords)),
  });
}
