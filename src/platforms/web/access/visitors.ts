import { randomUUID } from 'node:crypto';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { sayIn } from '../../../core/text.ts';
import { sessionSeconds, visitorSeconds } from '../limits.ts';
import type { WebOptions } from '../web-options.ts';
import type { WebContext } from './context.ts';
import { localeOf } from './locale.ts';
import { isLoopback } from './loopback.ts';
import type { Person } from './person.ts';
import { derivedSecret } from './secrets.ts';

/** Says who a browser is. */
export interface Visitors {
  /** With a login, undefined until somebody signs in; without one, everybody is somebody. */
  personOf(c: WebContext): Promise<Person | undefined>;
  /** The browser is the user from now on. */
  signIn(c: WebContext): Promise<void>;
  signOut(c: WebContext): Promise<void>;
}

export function createVisitors({ login, secret, publicUrl, host, port, now }: WebOptions): Visitors {
  // Browsers share the cookies of a host between its ports: two bots on one machine would take turns signing people out.
  const visitorCookie = `magpie-visitor-${port}`;
  const sessionCookie = `magpie-session-${port}`;
  const secure = publicUrl?.startsWith('https:') ?? false;
  // A neighbour under the same domain cannot set a cookie of this prefix.
  const prefix = secure ? ('host' as const) : undefined;
  const flags = { httpOnly: true, sameSite: 'Lax', path: '/', secure, ...(prefix && { prefix }) } as const;
  const visitorSecret = derivedSecret(secret, 'visitor');
  // A new password ends the sessions that the old one began.
  const sessionSecret = derivedSecret(secret, 'session', login?.user ?? '', login?.password ?? '');

  const visitor = async (c: WebContext): Promise<Person> => {
    const known = await getSignedCookie(c, visitorSecret, visitorCookie, prefix);
    const id = known || randomUUID();
    if (!known)
      await setSignedCookie(c, visitorCookie, id, visitorSecret, { ...flags, maxAge: visitorSeconds });
    const locale = localeOf(c.req.header('accept-language'));
    const say = sayIn(locale);
    const name = say('web.guest', { tag: id.slice(0, 4).toUpperCase() });
    // Who sits at the machine it runs on may manage it.
    const roles = isLoopback(host) ? ['admin'] : [];
    return { id: `visitor:${id}`, name, locale, roles, say };
  };

  return {
    async personOf(c) {
      if (!login) return visitor(c);
      const until = await getSignedCookie(c, sessionSecret, sessionCookie, prefix);
      if (!until || Number(until) < now().getTime()) return undefined;
      const locale = localeOf(c.req.header('accept-language'));
      return { id: `user:${login.user}`, name: login.user, locale, roles: ['admin'], say: sayIn(locale) };
    },
    async signIn(c) {
      const until = String(now().getTime() + sessionSeconds * 1000);
      await setSignedCookie(c, sessionCookie, until, sessionSecret, { ...flags, maxAge: sessionSeconds });
    },
    async signOut(c) {
      await setSignedCookie(c, sessionCookie, '0', sessionSecret, { ...flags, maxAge: 0 });
    },
  };
}
