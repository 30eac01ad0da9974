import type { Clock } from './clock.ts';
import { methods, type Tier } from './methods.ts';

interface Limit {
  /** What may come at once. */
  readonly burst: number;
  readonly perMs: number;
}

const perMinute = (calls: number): Limit => ({ burst: calls, perMs: calls / 60_000 });

const limitOf: Readonly<Record<Exclude<Tier, 'special'>, Limit>> = {
  1: perMinute(1),
  2: perMinute(20),
  3: perMinute(50),
  4: perMinute(100),
};

/** One message a second and channel, with short bursts. */
const posting: Limit = { burst: 5, perMs: 1 / 1000 };

/** Milliseconds in which a request may have been under way when the refusal was sent. */
const onTheWayMs = 250;

interface Bucket {
  readonly method: string;
  readonly team: string | undefined;
  /** Counts for messages only. */
  readonly channel: string | undefined;
}

export interface RateLimits {
  /** Seconds to wait; undefined: it may go on. */
  take(bucket: Bucket): number | undefined;
  /** Somebody was told to wait. */
  told(bucket: Bucket, seconds: number): void;
  /** It comes though it was told to wait. */
  isTooEarly(bucket: Bucket): boolean;
}

export function createRateLimits(clock: Clock, isOn: boolean): RateLimits {
  const left = new Map<string, { tokens: number; at: number }>();
  const closed = new Map<string, { readonly from: number; readonly until: number }>();
  const keyOf = ({ method, team, channel }: Bucket) =>
    method === 'chat.postMessage' ? `${method} ${team} ${channel}` : `${method} ${team}`;
  const limit = (method: string): Limit | undefined => {
    const tier = methods[method]?.tier;
    if (method === 'chat.postMessage') return posting;
    return tier === undefined || tier === 'special' ? undefined : limitOf[tier];
  };
  return {
    take(bucket) {
      const rule = isOn ? limit(bucket.method) : undefined;
      if (!rule) return undefined;
      const key = keyOf(bucket);
      const now = clock.elapsed();
      const known = left.get(key) ?? { tokens: rule.burst, at: now };
      const tokens = Math.min(rule.burst, known.tokens + (now - known.at) * rule.perMs);
      left.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
      return tokens >= 1 ? undefined : Math.max(1, Math.ceil((1 - tokens) / rule.perMs / 1000));
    },
    told(bucket, seconds) {
      const now = clock.elapsed();
      closed.set(keyOf(bucket), { from: now + onTheWayMs, until: now + seconds * 1000 - 50 });
    },
    isTooEarly(bucket) {
      const now = clock.elapsed();
      const told = closed.get(keyOf(bucket));
      return told !== undefined && now > told.from && now < told.until;
    },
  };
}
