/** What is wrong with Slack for a while; requests are named 'chat.update' for the API, 'POST /upload/...' for all else. */
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
