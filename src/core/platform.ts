import type { AttachmentRef, Call } from './call.ts';
import type { AnyCommand } from './command.ts';
import type { ErrorCode } from './errors.ts';
import type { Position } from './job-queue.ts';
import type { Progress } from './progress.ts';
import type { Reply } from './reply.ts';

export type Accepted =
  | ({ readonly kind: 'accepted' } & Position)
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

export interface Listener {
  /** Takes no more calls; those under way are still answered. */
  stop(): Promise<void>;
}

/** Delivers to a call's address. Idempotent: delivering twice shows one answer. */
export interface Courier {
  /** The platform's limit: one edit of a message in so many milliseconds. */
  readonly editEveryMs: number;
  progress(call: Call, progress: Progress): Promise<void>;
  /** Resolves with the thread that the answer opened, if it did. */
  deliver(call: Call, reply: Reply): Promise<{ readonly opened?: string }>;
  /** Rejects with ATTACHMENT_GONE when the platform no longer has it. */
  read(attachment: AttachmentRef, signal: AbortSignal): Promise<Uint8Array>;
}

export interface Platform {
  readonly name: string;
  readonly courier: Courier;
  listen(commands: readonly AnyCommand[], accept: Accept): Promise<Listener>;
  close(): Promise<void>;
}
