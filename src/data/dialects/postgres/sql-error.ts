import { DatabaseError } from 'pg';
import { MagpieError } from '../../../core/errors.ts';
import { shortened } from '../../../render/shortened.ts';
import { visible } from '../../../render/visible.ts';

/** UTF-16 units. A message names tables and columns, and quotes values. */
const maxWords = 300;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const states = {
  cancelled: '57014',
  tooMuch: /^(53[124]|54)/,
  unavailable: /^(08|28|3D|53|57P|58)/,
} as const;

/** What the server's own words would tell of the login is told in ours. */
const known: Readonly<Record<string, string>> = {
  '28000': 'the server does not take the login',
  '28P01': 'the server does not take the login',
  '3D000': 'the server has no such database',
  '53300': 'the server has no connection to spare',
  '57P01': 'the server ended the connection',
  '57P03': 'the server is starting or stopping',
};

/** A failure of the server or of the way to it, as ours; another error as it is. */
export function asSqlError(error: unknown): unknown {
  if (error instanceof MagpieError || !(error instanceof Error)) return error;
  if (!(error instanceof DatabaseError)) return unreachable(error);
  const code = error.code ?? '';
  if (code !== '53300' && states.tooMuch.test(code)) return new MagpieError('SQL_TOO_LARGE');
  if (states.unavailable.test(code)) {
    return new MagpieError('SOURCE_UNAVAILABLE', { why: known[code] ?? `the server failed (${code})` });
  }
  return new MagpieError('SQL_FAILED', { why: told(error.message) });
}

export const isCancelled = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === states.cancelled;

/** Words that may hold foreign names, as one harmless line that is not too long. */
const told = (message: string): string => visible(shortened(message, maxWords));

/** Never the message: it names host and port. */
function unreachable(error: Error): MagpieError {
  const code = 'code' in error ? String(error.code) : '';
  const why = /SSL/.test(error.message)
    ? 'the server does not talk TLS'
    : 'there is no connection to the server';
  return new MagpieError('SOURCE_UNAVAILABLE', { why: code === '' ? why : `${why} (${told(code)})` });
}
