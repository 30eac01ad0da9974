import type { Conversation, Sha256 } from './call.ts';

/** A picture that shows something, as somebody said in a channel. Features of different models cannot be compared. */
export interface Example {
  /** Foreign text, as it was said first. */
  readonly label: string;
  readonly model: string;
  /** Of the picture. The picture itself is not kept. */
  readonly sha256: Sha256;
  /** Of length 1 (Classifier.features). */
  readonly features: Float32Array;
  readonly callerId: string;
  readonly callerName: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The same for what people would call the same: whatever the case and width. */
export const labelKey = (label: string): string => label.normalize('NFKC').trim().toLowerCase();

/** A label of a channel. */
export interface TaughtLabel {
  readonly label: string;
  readonly model: string;
  readonly examples: number;
  /** Who brought the last of them. Foreign text. */
  readonly by: string;
  readonly at: string;
}

/** What became of an example: `moved`, it had another label before; `known`, it had this one. */
export type Taught =
  | { readonly kind: 'added' | 'known'; readonly label: string; readonly examples: number }
  | { readonly kind: 'moved'; readonly label: string; readonly examples: number; readonly before: string }
  /** Somebody else said what it shows. */
  | { readonly kind: 'others'; readonly before: string }
  | { readonly kind: 'full'; readonly of: 'labels' | 'examples'; readonly most: number };

/** What people taught in their channels; threads share with theirs. Kept until it is removed, however old. */
export interface TaughtStore {
  /**
   * One label for a picture and model; what somebody else said of it is changed only where that is allowed. A label is the same
   * whatever its case and width.
   */
  teach(place: Conversation, example: Example, mayMove: boolean): Promise<Taught>;
  /** By label. */
  labels(place: Conversation): Promise<readonly TaughtLabel[]>;
  /** Their features have any length. */
  examples(place: Conversation, model: string): Promise<readonly Pick<Example, 'label' | 'features'>[]>;
  /** Deletes a label's examples, those of other people only where that is wanted; gives how many. */
  remove(place: Conversation, label: string, callerId?: string): Promise<number>;
}

/** Of one channel. */
export const taughtLimits = { labels: 100, examplesOfLabel: 10 } as const;
