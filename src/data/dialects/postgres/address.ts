import type { ClientConfig } from 'pg';
import { MagpieError } from '../../../core/errors.ts';

/** How to connect. `sslmode` means what it means to psql. */
export function connectionOf(url: string): ClientConfig {
  let address: URL;
  try {
    // As psql has it, a socket's URL has a user and no host.
    address = new URL(url.replace('@/', '@localhost/'));
  } catch {
    throw new MagpieError('SOURCE_UNAVAILABLE', { why: 'the address of the database cannot be read' });
  }
  if (!address.searchParams.has('uselibpqcompat')) address.searchParams.set('uselibpqcompat', 'true');
  return {
    connectionString: address.href,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'magpie',
  };
}
