import { isIP } from 'node:net';

/**
 * Whether this Host header is one of ours. A foreign name that was made to point here (DNS rebinding) is not; an address
 * cannot be rebound.
 */
export type KnownHost = (host: string | undefined) => boolean;

export function createKnownHost(allowed: readonly string[], publicUrl: string | undefined): KnownHost {
  const names = new Set(['localhost', ...allowed.map((host) => nameOf(host) ?? host.toLowerCase())]);
  if (publicUrl) names.add(new URL(publicUrl).hostname);
  return (host) => {
    const name = host === undefined ? undefined : nameOf(host);
    if (name === undefined) return false;
    return names.has(name) || name.endsWith('.localhost') || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  };
}

/** 'Magpie.example:7860' -> 'magpie.example'. */
const nameOf = (host: string): string | undefined =>
  /^(\[[\da-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase();
