import type { Context } from 'hono';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something comes from a page of ours. Browsers say so by Sec-Fetch-Site or Origin; a
 * program says neither, and has no cookie that somebody could abuse: it may use the API, but no page.
 */
export function fromOurPage(c: Context, publicUrl: string | undefined): boolean {
  if (safe.has(c.req.method)) return true;
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = c.req.header('origin');
  if (origin === undefined) return c.req.path.startsWith('/api/');
  const host = URL.canParse(origin) ? new URL(origin).host : undefined;
  return host !== undefined && (host === c.req.header('host') || origin === ownOrigin(publicUrl));
}

const ownOrigin = (publicUrl: string | undefined): string | undefined =>
  publicUrl === undefined ? undefined : new URL(publicUrl).origin;
