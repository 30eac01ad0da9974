import { MagpieError } from '../../core/errors.ts';

/** https://sqlite.org/rescode.html */
const outOfMemory = 7;
const tooBig = 18;

/** What SQLite says when it fails at a statement, as ours. Its messages name tables and columns, never files. */
export function asSqlError(error: unknown): MagpieError {
  if (error instanceof MagpieError) return error;
  const { errcode, message } = error as Error & { errcode?: number };
  if (errcode === tooBig || errcode === outOfMemory)
    return new MagpieError('SQL_TOO_LARGE', {}, { cause: error });
  return new MagpieError('SQL_FAILED', { why: message }, { cause: error });
}
