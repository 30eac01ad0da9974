import type { AuditLog } from './audit.ts';
import type { BlobStore } from './blob-store.ts';
import type { Classifier } from './classifier.ts';
import type { Catalogue, DataSource, Hidden } from './data-source.ts';
import type { FeedbackStore } from './feedback.ts';
import type { AskedFile, HistoryStore } from './history.ts';
import type { Budget } from './spending.ts';
import type { SqlWriter, WritingTask } from './sql-writer.ts';
import type { Status } from './status.ts';
import type { TaughtStore } from './taught.ts';

/** A source and what is known of it; `catalogue` answers from a cache that is checked against the fingerprint. */
export interface Source {
  readonly data: DataSource;
  /** For people who choose what to ask: foreign text. */
  readonly description?: string | undefined;
  /** What whoever asks it like this may not see. */
  readonly hidden: readonly Hidden[];
  catalogue(signal: AbortSignal): Promise<Catalogue>;
  /** What a writer needs of it for this: all of a small one, of a large one a few tables. */
  catalogueFor(
    subject: Pick<WritingTask, 'question' | 'history' | 'failures'>,
    signal: AbortSignal,
  ): Promise<Catalogue>;
}

/** What commands may use. */
export interface Services {
  /** By name; the first is the default. Never empty. */
  readonly classifiers: ReadonlyMap<string, Classifier>;
  /** What the caller may ask, by name; the first is the default. Empty where that is nothing. */
  readonly sources: ReadonlyMap<string, Source>;
  /**
   * A file as a source of its own, only for somebody who may see where it was handed in. Rejects with BLOB_GONE after the
   * retention, FILE_UNSUPPORTED, FILE_TOO_LARGE, FILE_UNREADABLE, or the signal's reason.
   */
  openFile(file: AskedFile, signal: AbortSignal): Promise<Source>;
  readonly writer: SqlWriter;
  readonly history: HistoryStore;
  readonly blobs: BlobStore;
  readonly feedback: FeedbackStore;
  readonly taught: TaughtStore;
  readonly audit: AuditLog;
  readonly limits: AnswerLimits;
  /** Of this call. */
  readonly budget: Budget;
  /** How Magpie does. */
  status(): Status;
  /** Cancels a call of this caller: true when it was still under way. Rejects with CALL_UNKNOWN or NOT_YOURS. */
  cancel(callId: string, callerId: string): Promise<boolean>;
}

/** How much one answer may hold, and how long its query may take. */
export interface AnswerLimits {
  readonly maxRows: number;
  /** Bytes of one result, as JSON. */
  readonly maxBytes: number;
  readonly queryTimeoutMs: number;
  /** Rows that a statement may read or make on the way to its result: more are told to whoever asks, who may still want it. */
  readonly askRows: number;
  /** More never run. */
  readonly maxReadRows: number;
  /** Rows of one page of a table. */
  readonly pageRows: number;
}
