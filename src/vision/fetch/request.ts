import { unusable } from '../models/unusable.ts';
import { Passing } from './patience.ts';

export interface HopOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Sent to the first address's origin alone. */
  readonly token?: string | undefined;
  readonly signal: AbortSignal;
}

const maxHops = 8;

/**
 * GET, through redirects: the token stays with the origin that it was meant for, and TLS is never given up. Rejects with
 * MODEL_UNAVAILABLE on a redirect that cannot be followed, else as fetch does.
 */
export async function getThrough(address: string, { headers, token, signal }: HopOptions): Promise<Response> {
  const first = new URL(address);
  let url = first;
  for (let hop = 0; hop < maxHops; hop++) {
    // fetch refuses these, and quotes them.
    if (url.username || url.password) throw unusable(`${nameOf(url)} must hold no name and no password`);
    const trusted = token !== undefined && url.origin === first.origin;
    const response = await fetch(url, {
      redirect: 'manual',
      signal,
      headers: { ...headers, ...(trusted && { authorization: `Bearer ${token}` }) },
    }).catch((error) => {
      signal.throwIfAborted();
      throw new Passing(`${nameOf(url)} cannot be reached: ${whyOf(error)}`);
    });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    await response.body?.cancel();
    url = next(url, location);
  }
  throw unusable(`${nameOf(first)} redirects more than ${maxHops} times`);
}

function next(from: URL, location: string): URL {
  const to = URL.parse(location, from);
  const secure = to?.protocol === 'https:' || (to?.protocol === 'http:' && from.protocol === 'http:');
  if (!to || !secure) throw unusable(`${nameOf(from)} redirects to where there is no https`);
  return to;
}

/** fetch says only that it failed; its cause says how. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error.cause instanceof Error)) return error.message;
  const { cause } = error;
  return cause.message || ('code' in cause ? String(cause.code) : error.message);
}

/** An address for people: without the credentials that may stand in it. */
export const nameOf = ({ origin, pathname }: URL): string => `${origin}${pathname}`;
