import { MagpieError } from '../../../core/errors.ts';
import { shortened } from '../../../render/shortened.ts';
import { visible } from '../../../render/visible.ts';

/** https://sqlite.org/rescode.html */
const tooMuch: ReadonlySet<number> = new Set([7 /* NOMEM */, 18 /* TOOBIG */]);
/** Of the file, not of the statement: one that only reads never asks to write, unless half a transaction must be undone first. */
const unavailable: ReadonlySet<number> = new Set([
  5 /* BUSY */, 6 /* LOCKED */, 8 /* READONLY */, 10 /* IOERR */, 11 /* CORRUPT */, 14 /* CANTOPEN */,
  15 /* PROTOCOL */, 26 /* NOTADB */,
]);
/** UTF-16 units. A message names tables and columns, and a name may be as long as a book. */
const maxWords = 300;

/** What SQLite says when it fails, as ours; another error as it is. Its messages name tables and columns, never files. */
export function asSqlError(error: unknown): unknown {
  if (!isSqliteError(error)) return error;
  // The low byte is the primary code.
  const code = error.errcode & 0xff;
  if (tooMuch.has(code)) return new MagpieError('SQL_TOO_LARGE');
  return new MagpieError(unavailable.has(code) ? 'SOURCE_UNAVAILABLE' : 'SQL_FAILED', {
    why: told(error.message),
  });
}

/** Words that may hold foreign names, as one harmless line that is not too long. */
export const told = (message: string): string => visible(shortened(message, maxWords));

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const isSqliteError = (error: unknown): error is Error & { errcode: number } =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
