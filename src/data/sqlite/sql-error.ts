import { MagpieError } from '../../core/errors.ts';

/** https://sqlite.org/rescode.html */
const tooMuch: ReadonlySet<number> = new Set([7 /* NOMEM */, 18 /* TOOBIG */]);
const unavailable: ReadonlySet<number> = new Set([
  5 /* BUSY */, 6 /* LOCKED */, 10 /* IOERR */, 11 /* CORRUPT */, 14 /* CANTOPEN */, 26 /* NOTADB */,
]);

/** What SQLite says when it fails, as ours. Its messages name tables and columns, never files. */
export function asSqlError(error: unknown): MagpieError {
  if (error instanceof MagpieError) return error;
  const { errcode = 0, message } = error as Error & { errcode?: number };
  // The low byte is the primary code.
  const code = errcode & 0xff;
  if (tooMuch.has(code)) return new MagpieError('SQL_TOO_LARGE', {}, { cause: error });
  if (unavailable.has(code)) return new MagpieError('SOURCE_UNAVAILABLE', { why: message }, { cause: error });
  return new MagpieError('SQL_FAILED', { why: message }, { cause: error });
}
