import type { MagpieError } from './errors.ts';

export const lanes = ['vision', 'ask', 'now'] as const;
/** `now` is for what answers from the store at once: it never waits behind work. */
export type Lane = (typeof lanes)[number];

/** What the queue needs to know of a call. */
export interface Job {
  readonly id: string;
  readonly lane: Lane;
  readonly workspace: string;
  readonly channel: string;
  /** Jobs of one thread run one after the other. */
  readonly thread?: string;
  readonly callerId: string;
}

/** Where a waiting job stands. */
export interface Position {
  /** Jobs that start before this one. */
  readonly ahead: number;
  /** Milliseconds until it starts, by the lane's recent p80. */
  readonly etaMs: number;
}

export type Admission =
  | ({ readonly kind: 'admitted' } & Position)
  | ({
      readonly kind: 'full';
      readonly of: 'caller' | 'channel' | 'workspace' | 'all';
      /** So many may be under way there. */
      readonly limit: number;
    } & Position);

/** Decides when each call runs: admission, order, slots. It keeps nothing; what is to run after a crash is in the store. */
export interface JobQueue {
  /** Takes a seat for the job, or says which limit is reached. */
  admit(job: Job): Admission;
  /** Gives the seat back: the job will not come. */
  release(jobId: string): void;
  /** Puts an admitted job, or one from before a restart, in its lane. */
  enqueue(job: Job): void;
  /** Undefined when the job is not waiting. */
  position(jobId: string): Position | undefined;
  /** Jobs waiting and running, by lane. */
  depth(): Readonly<Record<Lane, { readonly waiting: number; readonly running: number }>>;
  /** A waiting job leaves the queue; a running one has its signal aborted with this reason. Default: CANCELLED. */
  cancel(jobId: string, reason?: MagpieError): 'dequeued' | 'aborted' | 'unknown';
  /** Called soon after the order has changed, with the jobs that still wait. */
  onMove(listener: (waiting: readonly Job[]) => void): void;
  /** The slot is held until `run` settles; `run` never rejects. */
  start(run: (job: Job, signal: AbortSignal) => Promise<void>): void;
  /** Starts nothing more; after `graceMs` aborts what still runs, with CLOSING; resolves when all has settled. */
  close(graceMs: number): Promise<void>;
}
