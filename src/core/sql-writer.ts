import type { Catalogue } from './data-source.ts';
import type { Json } from './json.ts';
import type { Progress } from './progress.ts';
import type { Budget } from './spending.ts';
import type { Say } from './text.ts';

/** An earlier question of this conversation, oldest first, that a follow-up may lean on. */
export interface EarlierQuestion {
  readonly question: string;
  readonly sql: string;
  /** The answer in one sentence. */
  readonly summary: string;
  /** What this writer left for itself. */
  readonly memo?: Json;
  /** In the same thread; otherwise only recent in the channel, good for explicit references alone. */
  readonly sameThread: boolean;
}

/** A draft that the guard or the database did not take, and why. */
export interface FailedDraft {
  readonly sql: string;
  readonly why: string;
}

/** What a writer is given for one question. */
export interface WritingTask {
  readonly question: string;
  readonly catalogue: Catalogue;
  readonly history: readonly EarlierQuestion[];
  readonly failures: readonly FailedDraft[];
  /** BCP 47: the language of `understood`, of clarifications and of refusals. */
  readonly locale: string;
  readonly say: Say;
  /** ISO date: what "today" means, in the time zone of the catalogue. */
  readonly today: string;
  /** What a language model may cost; absent: whatever it takes. */
  readonly budget?: Budget | undefined;
}

/** One SELECT that should answer the question. The guard checks it before it runs. */
export interface Draft {
  readonly kind: 'draft';
  readonly sql: string;
  /** What was understood, in the caller's language, one line. */
  readonly understood: string;
  readonly memo?: Json;
}

/** The question has several readings: ask back. */
export interface Clarification {
  readonly kind: 'clarification';
  readonly question: string;
  readonly choices: readonly string[];
}

/** It cannot or may not be answered. */
export interface Decline {
  readonly kind: 'decline';
  readonly why: string;
  /** Questions that this writer could answer on this catalogue. */
  readonly suggestions: readonly string[];
}

/** Turns questions into SQL. */
export interface SqlWriter {
  /** Shown with its answers. */
  readonly name: string;
  /** At most so many repairs of a failed draft are worth trying. */
  readonly repairs: number;
  /** Rejects with WRITER_BUSY, WRITER_UNAVAILABLE, SPENDING_CAP or the signal's reason. */
  write(
    task: WritingTask,
    signal: AbortSignal,
    progress: (progress: Progress) => void,
  ): Promise<Draft | Clarification | Decline>;
}
