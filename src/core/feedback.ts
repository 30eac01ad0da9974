/** What a person thinks of an answer. Of a picture in it: `up` says that the best label is right, `down` that it is not. */
export interface Vote {
  readonly callId: string;
  readonly callerId: string;
  readonly vote: 'up' | 'down';
  /** Which of the pictures, from 1; absent for the answer as a whole. */
  readonly picture?: number;
  /** Why; of a picture, what it shows. Foreign text. */
  readonly comment?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** `changed`: it replaces something else; `known`: the same was said before, and is counted once. */
export type Counted = 'counted' | 'changed' | 'known';

/** What people thought of answers, kept for the operator. */
export interface FeedbackStore {
  /**
   * One vote per person, call and picture: another one replaces it; the same again changes nothing, save that it can bring a
   * comment. Rejects with CALL_UNKNOWN when the call is not kept.
   */
  rate(vote: Vote): Promise<Counted>;
  /** The votes of this person on these calls. */
  votesOf(callerId: string, callIds: readonly string[]): Promise<readonly Vote[]>;
  /** Oldest first. */
  all(): Promise<readonly Vote[]>;
}
