/** What is wrong with Discord for a while; requests are named 'METHOD /path'. */
export type Outage =
  | { readonly kind: 'fails'; readonly status: number }
  | { readonly kind: 'limited'; readonly retryAfter: number; readonly global?: boolean }
  /** The connection breaks, before Discord has done anything or when it has done all. */
  | { readonly kind: 'breaks'; readonly when: 'before' | 'after' };
