import type { AttachmentRef, Call, CallState, Conversation, Outcome } from './call.ts';
import type { Turn } from './history.ts';
import type { Reply } from './reply.ts';

export interface StoredCall {
  readonly call: Call;
  readonly state: CallState;
  /** Set from `replying` on. */
  readonly outcome?: Outcome;
  readonly reply?: Reply;
  /** How often it was begun. */
  readonly attempts: number;
  /** The thread that its answer opened. */
  readonly opened?: string;
  /** ISO 8601 of the last change. */
  readonly changedAt: string;
}

/** Every method is one transaction, committed when its promise resolves. */
export interface CallStore {
  /** False when a call with this dedupe key is stored already. */
  insert(call: Call): Promise<boolean>;
  get(id: string): Promise<StoredCall | undefined>;
  byDedupeKey(platform: string, dedupeKey: string): Promise<StoredCall | undefined>;
  /** Sets the attachment under this option: its bytes are in the blob store now. */
  keepAttachment(id: string, option: string, attachment: AttachmentRef): Promise<void>;
  /** queued -> running, one more attempt. Undefined when it is not queued any more. */
  begin(id: string): Promise<StoredCall | undefined>;
  /** running -> queued: it did not end by its own fault, so the attempt does not count. */
  putBack(id: string): Promise<void>;
  /** queued or running -> replying, with the reply and the turn. False when it was over already. */
  finish(id: string, end: { outcome: Outcome; reply: Reply; turn?: Turn }): Promise<boolean>;
  /** replying -> its outcome. */
  delivered(id: string, opened?: string): Promise<void>;
  /** All that are queued, running or replying; oldest first. */
  unfinished(): Promise<readonly StoredCall[]>;
  /** The last `limit` calls of a channel or, with a thread, of that thread (its opener included), oldest first, that the viewer may see. */
  inConversation(conversation: Conversation, viewerId: string, limit: number): Promise<readonly StoredCall[]>;
}
