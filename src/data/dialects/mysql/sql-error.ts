import { MagpieError } from '../../../core/errors.ts';
import { shortened } from '../../../render/shortened.ts';
import { visible } from '../../../render/visible.ts';
import { refusal } from '../../guard/facts.ts';

/** UTF-16 units. A message names tables and columns, and a name may be as long as a book. */
const maxWords = 300;

/** https://mariadb.com/kb/en/mariadb-error-codes/ and https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html */
const timedOut: ReadonlySet<number> = new Set([
  1317 /* QUERY_INTERRUPTED */, 1969 /* STATEMENT_TIMEOUT of MariaDB */, 3024 /* QUERY_TIMEOUT of MySQL */,
]);
const tooMuch: ReadonlySet<number> = new Set([
  1021 /* DISK_FULL */, 1037 /* OUTOFMEMORY */, 1038 /* OUT_OF_SORTMEMORY */, 1041 /* OUT_OF_RESOURCES */,
  1104 /* TOO_BIG_SELECT */, 1114 /* RECORD_FILE_FULL */, 1153 /* NET_PACKET_TOO_LARGE */,
  1301 /* ALLOWED_PACKET_OVERFLOWED */,
]);
const noSuchTable = 1146;
/** "Table 'shop.users' doesn't exist" */
const tableNamed = /^Table '(?:[^'.]*\.)?(.*)' doesn't exist$/s;
/** In words of ours: the server's hold the user and the host. */
const unavailable: ReadonlyMap<string | number, string> = new Map<string | number, string>([
  [1040, 'the server has too many connections'],
  [1053, 'the server is shutting down'],
  [1193, 'the server lacks a setting that is needed'],
  [1203, 'this login has too many connections'],
  [1226, 'this login has used up what it may'],
  ['ENOENT', 'there is no such socket'],
  ['ENOTFOUND', 'there is no such host'],
  ['ECONNREFUSED', 'no server answers there'],
  ['ETIMEDOUT', 'the server does not answer'],
  ['HANDSHAKE_SSL_ERROR', 'the connection could not be made safe (TLS)'],
  ['HANDSHAKE_NO_SSL_SUPPORT', 'the server has no TLS'],
]);
/** The same while a connection is made; later they are of a statement that asks for too much. */
const refusedLogin: ReadonlyMap<number, string> = new Map([
  [1044, 'this login may not use the database'],
  [1045, 'the server does not accept this login'],
  [1049, 'there is no such database'],
  [1130, 'the server does not accept connections from here'],
  [1251, 'the server wants a way to log in that I do not know'],
  [1698, 'the server does not accept this login'],
]);

interface DriverError extends Error {
  readonly code?: string;
  readonly errno?: number;
  readonly sqlMessage?: string;
}

const isDriverError = (error: unknown): error is DriverError => error instanceof Error && 'code' in error;

/** What comes of making a connection, as ours. */
export function asLoginError(error: unknown): unknown {
  const { errno = 0 } = isDriverError(error) ? error : {};
  const why = refusedLogin.get(errno) ?? 'a connection could not be made';
  const known = asSqlError(error);
  const said =
    known instanceof MagpieError && known.code === 'SOURCE_UNAVAILABLE' && !refusedLogin.has(errno);
  return said ? known : new MagpieError('SOURCE_UNAVAILABLE', { why });
}

/** What a server says when it fails, as ours. */
export function asSqlError(error: unknown): unknown {
  if (error instanceof MagpieError || !(error instanceof Error)) return error;
  const { errno = 0, code = '', sqlMessage } = isDriverError(error) ? error : {};
  const why = unavailable.get(errno) ?? unavailable.get(code);
  if (why !== undefined) return new MagpieError('SOURCE_UNAVAILABLE', { why });
  if (timedOut.has(errno)) return new MagpieError('SQL_TIMED_OUT');
  if (tooMuch.has(errno)) return new MagpieError('SQL_TOO_LARGE');
  const [, missing] = errno === noSuchTable ? (tableNamed.exec(sqlMessage ?? '') ?? []) : [];
  // In the words that a hidden one is refused with.
  if (missing !== undefined) return new MagpieError('SQL_REFUSED', { why: told(refusal.hidden(missing)) });
  if (sqlMessage === undefined) {
    return new MagpieError('SOURCE_UNAVAILABLE', { why: 'the connection to the server was lost' });
  }
  return new MagpieError('SQL_FAILED', { why: told(withoutLogin(sqlMessage)) });
}

/** "SELECT command denied to user 'reader'@'10.0.0.7' for table ..." */
const withoutLogin = (message: string): string =>
  message.replaceAll(/(?:(?:for|to|by) )?user:? '(?:[^']|'')*'(?:@'(?:[^']|'')*')?/gi, 'to this login');

/** Words that may hold foreign names, as one harmless line that is not too long. */
export const told = (message: string): string => visible(shortened(message, maxWords));
