export interface Vote {
  readonly callId: string;
  readonly callerId: string;
  readonly vote: 'up' | 'down';
  readonly comment?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface FeedbackStore {
  /** One vote per person and call: a second one replaces the first. */
  rate(vote: Vote): Promise<void>;
  all(): Promise<readonly Vote[]>;
}
