import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Channel, Message, Person } from './world.ts';

const lifetimeMs = 30 * 60_000;
const maxUses = 5;

export interface ResponseUrl {
  readonly url: string;
  readonly person: Person;
  readonly channel: Channel;
  /** The message whose button was pressed. */
  readonly of?: Message;
}

/** Addresses at which the app may answer what a person did: five times within 30 min. */
export interface ResponseUrls {
  issue(what: Omit<ResponseUrl, 'url'>): ResponseUrl;
  /** What a path below /response/ is for, and one use of it gone; the error, where it is of no use. */
  use(path: string): ResponseUrl | 'expired_url' | 'used_url';
}

export function createResponseUrls(origin: () => string, clock: Clock): ResponseUrls {
  const issued = new Map<string, { readonly of: ResponseUrl; readonly at: number; used: number }>();
  return {
    issue(what) {
      const path = `/response/${what.person.team.id}/${randomBytes(24).toString('base64url')}`;
      const made = { ...what, url: `${origin()}${path}` };
      issued.set(path, { of: made, at: clock.elapsed(), used: 0 });
      return made;
    },
    use(path) {
      const known = issued.get(path);
      if (!known || clock.elapsed() - known.at > lifetimeMs) return 'expired_url';
      if (known.used >= maxUses) return 'used_url';
      known.used += 1;
      return known.of;
    },
  };
}
