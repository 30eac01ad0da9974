import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConnectionOptions } from 'mysql2';
import { MagpieError } from '../../../core/errors.ts';

/** Where a server is and who asks there. */
export type Address = Pick<
  ConnectionOptions,
  'host' | 'port' | 'socketPath' | 'user' | 'password' | 'database' | 'ssl'
> & {
  readonly database: string;
};

const known: ReadonlySet<string> = new Set(['ssl', 'ca', 'socketPath']);

/**
 * `mysql://reader:secret@db.example.org:3306/sales?ssl=verify`, also with `mariadb:`. `ssl` is `verify` (the certificate, by
 * `ca` or by who Node trusts, and the host's name), `require` (whoever has the certificate) or `off`, which is the default;
 * `socketPath` is a Unix socket. Throws SOURCE_UNAVAILABLE, which never holds a part of the URL but the names of its settings.
 */
export function addressOf(url: string, cwd: string): Address {
  const unavailable = (why: string) => new MagpieError('SOURCE_UNAVAILABLE', { why });
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed) throw unavailable('this is no address of a database');
  const foreign = [...parsed.searchParams.keys()].find((key) => !known.has(key));
  if (foreign !== undefined) throw unavailable(`the address has a setting that I do not know: ${foreign}`);
  const database = decoded(parsed.pathname.slice(1));
  if (!database || database.includes('/')) throw unavailable('the address names no database');
  const { socketPath, ssl = 'off', ca } = Object.fromEntries(parsed.searchParams);
  if (!['verify', 'require', 'off'].includes(ssl)) throw unavailable('ssl is verify, require or off');
  return {
    ...(socketPath
      ? { socketPath: resolve(cwd, socketPath) }
      : { host: parsed.hostname.replace(/^\[|\]$/g, ''), port: Number(parsed.port || 3306) }),
    user: decoded(parsed.username),
    password: decoded(parsed.password),
    database,
    ...(ssl !== 'off' && {
      ssl: {
        rejectUnauthorized: ssl === 'verify',
        verifyIdentity: ssl === 'verify',
        ...(ca && { ca: readFileSync(resolve(cwd, ca), 'utf8') }),
      },
    }),
  };
}

/** A part with a wrong % is taken as it is written. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
