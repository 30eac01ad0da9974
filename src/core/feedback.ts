/** A thumb for an answer. */
export interface Vote {
  readonly callId: string;
  readonly callerId: string;
  readonly vote: 'up' | 'down';
  readonly comment?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What people thought of answers, kept for the operator. */
export interface FeedbackStore {
  /** One vote per person and call: a second one replaces the first. Rejects with CALL_UNKNOWN when the call is not kept. */
  rate(vote: Vote): Promise<void>;
  /** What this person thinks of each of these calls, if anything. */
  votesOf(callerId: string, callIds: readonly string[]): Promise<ReadonlyMap<string, Vote['vote']>>;
  /** Oldest first. */
  all(): Promise<readonly Vote[]>;
}
