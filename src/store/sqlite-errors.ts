import { type ErrorCode, MagpieError } from '../core/errors.ts';

const busy = 5;
/** Primary result codes of SQLite that are no fault of the statement: https://sqlite.org/rescode.html */
const codes: Readonly<Record<number, ErrorCode>> = {
  3: 'STORE_UNAVAILABLE', // PERM
  [busy]: 'STORE_UNAVAILABLE',
  6: 'STORE_UNAVAILABLE', // LOCKED
  8: 'STORE_UNAVAILABLE', // READONLY
  10: 'STORE_UNAVAILABLE', // IOERR
  11: 'STORE_DAMAGED', // CORRUPT
  13: 'STORE_UNAVAILABLE', // FULL
  14: 'STORE_UNAVAILABLE', // CANTOPEN
  26: 'STORE_DAMAGED', // NOTADB
};

/** Runs it; a disk that is full, a file that is locked or damaged becomes a MagpieError with the file's name. */
export function asStoreError<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const code = codes[resultCode(error)];
    throw code ? new MagpieError(code, { file, why: String(error) }, { cause: error }) : error;
  }
}

export const isBusy = (error: unknown): boolean => resultCode(error) === busy;

/** The primary code: the low byte of the extended one. */
const resultCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : 0;
