const discordEpoch = 1_420_070_400_000;

/** The time as Discord has it, and ids that carry it. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
  /** Greater than every id before it. */
  snowflake(at?: number): string;
}

export function createClock(now: () => Date): Clock {
  let ahead = 0;
  let last = 0n;
  const time = () => now().getTime() + ahead;
  return {
    now: time,
    advance(ms) {
      ahead += ms;
    },
    snowflake(at) {
      const first = BigInt((at ?? time()) - discordEpoch) << 22n;
      if (at !== undefined) return String(first);
      last = first > last ? first : last + 1n;
      return String(last);
    },
  };
}
