/** What is wrong with Discord for a while. */
export type Outage =
  | { readonly kind: 'fails'; readonly status: number }
  | { readonly kind: 'limited'; readonly retryAfter: number; readonly global?: boolean }
  /** The connection breaks, before Discord has done anything or when it has done all. */
  | { readonly kind: 'breaks'; readonly when: 'before' | 'after' };

export interface Outages {
  /** The next `times` requests whose 'METHOD /path' matches. */
  plan(on: RegExp, outage: Outage, times: number): void;
  next(request: string): Outage | undefined;
}

export function createOutages(): Outages {
  const planned: { readonly on: RegExp; readonly outage: Outage; left: number }[] = [];
  return {
    plan: (on, outage, left) => void planned.push({ on, outage, left }),
    next(request) {
      const found = planned.find(({ on, left }) => left > 0 && on.test(request));
      if (found) found.left -= 1;
      return found?.outage;
    },
  };
}
