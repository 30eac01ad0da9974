import { MagpieError } from '../../../core/errors.ts';
import { shortened } from '../../../render/shortened.ts';
import { visible } from '../../../render/visible.ts';

/** UTF-16 units. A message names tables and columns, and a name may be as long as a book. */
const maxWords = 300;

/** What DuckDB says when it fails, as ours; another error as it is. */
export function asSqlError(error: unknown): unknown {
  if (error instanceof MagpieError || !(error instanceof Error)) return error;
  const [, kind] = /^([A-Za-z ]+?) Error: /.exec(error.message) ?? [];
  if (kind === undefined) return error;
  if (kind === 'Out of Memory') return new MagpieError('SQL_TOO_LARGE');
  // Of the file, not of the statement.
  const unavailable = kind === 'IO' || kind === 'Serialization' || kind === 'FATAL' || kind === 'INTERNAL';
  return new MagpieError(unavailable ? 'SOURCE_UNAVAILABLE' : 'SQL_FAILED', { why: told(error.message) });
}

/** Without the excerpt of the statement, which its writer knows, and the kind of error; where paths are named, they are not told. */
export function told(message: string): string {
  const [words = ''] = message.split(/\n\s*\n?LINE \d+: /);
  const plain = words
    .replace(/^[A-Za-z ]+ Error: /, '')
    .replace(/(?:\b(?:file|directory) )?(["'])\/[^"'\n]*\1/g, 'a file')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return visible(shortened(plain, maxWords));
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
