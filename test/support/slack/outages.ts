/** What is wrong with Slack for a while. */
export type Outage =
  /** Seconds. */
  | { readonly kind: 'limited'; readonly retryAfter: number }
  /** An answer that is not ok. */
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'http'; readonly status: number }
  /** Nothing is done and no answer comes. */
  | { readonly kind: 'hang' }
  /** Nothing is done: the connection breaks. */
  | { readonly kind: 'broken' }
  /** It is done, but the connection breaks before the answer. */
  | { readonly kind: 'lost' };

export interface Outages {
  /** The next `times` requests that match: 'chat.update' of the API, 'POST /upload/...' of all else. */
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
