import { createHash } from 'node:crypto';
import { sayIn } from '../../../core/text.ts';
import { addressOf, networkOf } from '../access/address.ts';
import type { Brake } from '../access/brake.ts';
import type { WebContext } from '../access/context.ts';
import { localeOf } from '../access/locale.ts';
import { isLoopback } from '../access/loopback.ts';
import type { Person } from '../access/person.ts';
import { sameText } from '../access/secrets.ts';
import type { Visitors } from '../access/visitors.ts';
import type { WebOptions } from '../web-options.ts';

export type ApiPerson =
  | { readonly kind: 'known'; readonly person: Person }
  | { readonly kind: 'unknown' }
  /** Too many wrong tokens from this address. */
  | { readonly kind: 'braked'; readonly waitMs: number };

/** Who uses the API: the holder of a token, somebody who is signed in, or, where nothing is locked, anybody on this machine. */
export function createApiPeople(
  { apiTokens, login, host }: WebOptions,
  visitors: Visitors,
  brake: Brake,
): (c: WebContext) => Promise<ApiPerson> {
  const open = apiTokens.length === 0 && login === undefined && isLoopback(host);
  return async (c) => {
    const locale = localeOf(c.req.header('accept-language'));
    const known = (id: string): ApiPerson => ({
      kind: 'known',
      person: { id, name: 'API', locale, roles: [], say: sayIn(locale) },
    });
    const header = c.req.header('authorization');
    if (header !== undefined) {
      const address = `api ${networkOf(addressOf(c))}`;
      const waitMs = brake.waitOf(address);
      if (waitMs > 0) return { kind: 'braked', waitMs };
      const given = /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1] ?? '';
      // All are compared: the time must not tell which one was nearly right.
      const token = apiTokens.filter((candidate) => sameText(candidate, given))[0];
      if (token !== undefined)
        return known(`token:${createHash('sha256').update(token).digest('hex').slice(0, 16)}`);
      brake.failed(address);
      return { kind: 'unknown' };
    }
    if (open) return known('api');
    const signedIn = login ? await visitors.personOf(c) : undefined;
    return signedIn ? { kind: 'known', person: signedIn } : { kind: 'unknown' };
  };
}
