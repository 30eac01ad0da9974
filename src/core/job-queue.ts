import type { StoreTransaction } from '../../schema/store.ts';
import type { Joining } from './call-store.ts';
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

/** What became of a job that was run. */
export type Ran =
  /** Its reply is stored. `delivered` tells whether it has reached its platform; if not, somebody has to try again. */
  | { readonly kind: 'answered'; readonly delivered: Promise<boolean> }
  /** There is nothing left to do. */
  | { readonly kind: 'over' }
  /** It waits again: it was cut off, as this process stops. */
  | { readonly kind: 'back' }
  /** How it ended could not be written, or is not this process' to write: somebody has to take it up again. */
  | { readonly kind: 'kept' };

/** What the process that took a call in needs where others may run it. */
interface SharedSide {
  /**
   * Takes a seat and a turn in the transaction that stores the call, and tells of it, or of the limit that is reached. What is
   * `ready` can be begun by any process from the commit on; the rest comes with `enqueue`, or after a while without it.
   */
  join(
    job: Job,
    entry: { readonly ready: boolean; readonly answersFirst: boolean },
    tell: (admission: Admission) => void,
  ): Joining;
  /** In the transaction that ends the call: lets the next of its thread go. */
  leave(job: Job, tx: StoreTransaction): Promise<void>;
  /** Shows something of a job that waits, unless it does not any more; nobody begins it meanwhile. */
  whileWaiting(jobId: string, show: () => Promise<void>): Promise<void>;
  /** Asks whichever process runs it to abort it, with this reason. */
  cancelElsewhere(jobId: string, reason: MagpieError): Promise<void>;
  /** Called when a job that this process took in is not its to show any more. */
  onGone(listener: (jobId: string) => void): void;
}

/** Decides when each call runs: admission, order, slots. It keeps nothing; what is to run after a crash is in the store. */
export interface JobQueue {
  /** Where several processes share the work: then nothing has to be resumed, as others take up what is left over. */
  readonly shared?: SharedSide;
  /** Takes a seat for the job, or says which limit is reached. Where the work is shared, only a guess of where it will stand. */
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
  /** The slot is held until `run` settles; `run` never rejects. The signal's reason is why it was cancelled, CLOSING, or TAKEN_OVER. */
  start(run: (job: Job, signal: AbortSignal) => Promise<Ran>): void;
  /** Starts nothing more; after `graceMs` aborts what still runs, with CLOSING; resolves when all has settled. */
  close(graceMs: number): Promise<void>;
  /** After the last delivery. */
  end(): Promise<void>;
}
