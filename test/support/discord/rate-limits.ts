import { createHash } from 'node:crypto';

export interface Limit {
  readonly limit: number;
  readonly perMs: number;
}

export interface Allowance {
  readonly allowed: boolean;
  readonly global: boolean;
  readonly retryAfter: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Interactions are not bound to it. */
const everything: Limit = { limit: 50, perMs: 1000 };

const routes: readonly (readonly [RegExp, Limit])[] = [
  [/^(POST|PATCH) \/channels\/:id\/messages(\/:id)?$/, { limit: 5, perMs: 5000 }],
  [/^(POST|PATCH|GET|DELETE) \/webhooks\//, { limit: 5, perMs: 2000 }],
  [/^/, { limit: 50, perMs: 1000 }],
];

interface Window {
  left: number;
  readonly ends: number;
}

/** Buckets by route and major parameter. They run on real time, for that is what a client waits by. */
export function createRateLimits() {
  const windows = new Map<string, Window>();
  const take = (bucket: string, { limit, perMs }: Limit): Window & { readonly taken: boolean } => {
    const now = performance.now();
    const known = windows.get(bucket);
    const window = known && known.ends > now ? known : { left: limit, ends: now + perMs };
    windows.set(bucket, window);
    const taken = window.left > 0;
    if (taken) window.left -= 1;
    return { ...window, taken };
  };
  return {
    take(method: string, path: string): Allowance {
      const route = `${method} ${path.replace(/\d{16,}/g, ':id').replace(/(\/webhooks\/:id)\/[^/]+/, '$1/:token')}`;
      const major = /^\/(?:channels|guilds|webhooks)\/\d+(?:\/[\w-]{30,})?/.exec(path)?.[0] ?? '';
      const limit = routes.find(([pattern]) => pattern.test(route))?.[1] ?? everything;
      const isInteraction = path.startsWith('/webhooks/') || path.startsWith('/interactions/');
      const global = isInteraction ? undefined : take('everything', everything);
      const own = take(`${route} ${major}`, limit);
      const refused = global?.taken === false ? global : own.taken ? undefined : own;
      const seconds = (window: Window) => Math.max(0, (window.ends - performance.now()) / 1000);
      return {
        allowed: refused === undefined,
        global: refused !== undefined && refused === global,
        retryAfter: refused ? seconds(refused) : 0,
        headers: {
          'X-RateLimit-Limit': String(limit.limit),
          'X-RateLimit-Remaining': String(own.left),
          'X-RateLimit-Reset': String((Date.now() / 1000 + seconds(own)).toFixed(3)),
          'X-RateLimit-Reset-After': seconds(own).toFixed(3),
          'X-RateLimit-Bucket': createHash('md5').update(route).digest('hex'),
        },
      };
    },
  };
}
