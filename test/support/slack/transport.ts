/** What Slack tells an app. */
export interface Telling {
  readonly kind: 'event' | 'command' | 'interaction';
  readonly body: Readonly<Record<string, unknown>>;
  readonly retry?: { readonly number: number; readonly reason: string };
}

/** What became of it. */
export type Outcome =
  | {
      readonly kind: 'acknowledged';
      readonly status: number;
      readonly body: unknown;
      readonly afterMs: number;
    }
  /** No answer within 3 s. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'refused'; readonly status: number; readonly mayRetry: boolean }
  /** Nobody listens, or the connection broke. */
  | { readonly kind: 'unreachable' };

/** How Slack reaches the app. */
export interface Transport {
  tell(telling: Telling): Promise<Outcome>;
  /** Waits for nobody any more. */
  close(): void;
}

export const acknowledgedWithinMs = 3000;
