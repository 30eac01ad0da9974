import type { AttachmentRef, Call } from './call.ts';
import type { AnyCommand } from './command.ts';
import type { ErrorCode } from './errors.ts';
import type { Position } from './job-queue.ts';
import type { Json } from './json.ts';
import type { Progress } from './progress.ts';
import type { Reply } from './reply.ts';

export type Accepted =
  | ({
      readonly kind: 'accepted';
      /** To be called once the platform has its first answer, where others wait for that before they show anything. */
      readonly answeredFirst?: () => void;
    } & Position)
  /** The platform said it twice: the answer goes to the call that is stored. */
  | { readonly kind: 'duplicate'; readonly callId: string }
  /** Not stored; to be shown to the caller alone, now. QUEUE_FULL says when it is worth trying again. */
  | {
      readonly kind: 'refused';
      readonly reply: Reply;
      readonly code: ErrorCode;
      readonly retryAfterMs?: number;
    };

/** The call is committed when this resolves with `accepted`: only then may the listener acknowledge it. */
export type Accept = (call: Call) => Promise<Accepted>;

/** The half of a platform that turns what people do into calls. */
export interface Listener {
  /** Takes no more calls; those under way are still answered. */
  stop(): Promise<void>;
}

/** Does it, or finds that it is not to be done any more. */
export type Within = (edit: () => Promise<void>) => Promise<void>;

/** The half of a platform that delivers to a call's address. Idempotent: delivering twice shows one answer. */
export interface Courier {
  /** The platform's limit: one edit of a message in so many milliseconds. */
  readonly editEveryMs: number;
  /** Its listener answers a call at once, before anything else may be shown. */
  readonly answersFirst: boolean;
  /** Edits the message that people wait at; an edit that is made is made `within` this. */
  progress(call: Call, progress: Progress, within?: Within): Promise<void>;
  /** Resolves with the thread that the answer opened, if it did. */
  deliver(call: Call, reply: Reply): Promise<{ readonly opened?: string }>;
  /**
   * Where an answer goes whose call is asked again by nobody but the operator: a place in the same conversation that needs
   * nothing of the old address, which is gone.
   */
  again(call: Pick<Call, 'conversation' | 'options'>): Json;
  /** Rejects with ATTACHMENT_GONE when the platform no longer has it. */
  read(attachment: AttachmentRef, signal: AbortSignal): Promise<Uint8Array>;
}

/** A chat that people reach Magpie in. */
export interface Platform {
  /** The `platform` of its calls. */
  readonly name: string;
  readonly courier: Courier;
  /** Resolves once it listens: from then on `accept` is called. */
  listen(commands: readonly AnyCommand[], accept: Accept): Promise<Listener>;
  close(): Promise<void>;
}
