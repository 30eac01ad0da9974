import type { PlaceColumns, StoreTransaction } from '../../schema/store.ts';
import type { AttachmentRef, Call, CallState, Conversation, Outcome } from './call.ts';
import type { Turn } from './history.ts';
import type { Json } from './json.ts';
import type { Reply } from './reply.ts';

/** A call and how far it has come. */
export interface StoredCall {
  readonly call: Call;
  readonly state: CallState;
  /** Set from `replying` on. */
  readonly outcome?: Outcome;
  readonly reply?: Reply;
  /** How often it was begun; attempts that were put back as not counting are left out. */
  readonly attempts: number;
  /** The process that took it in has given its first answer: from then on another one may show something. */
  readonly told: boolean;
  /** The thread that its answer opened. */
  readonly opened?: string;
  /** ISO 8601 of the last change. */
  readonly changedAt: string;
}

/** A transaction, which may be shared with others. */
export interface Writing {
  readonly tx: StoreTransaction;
  /** Has something done when all who share it have written. */
  beforeCommit(work: () => Promise<void>): void;
}

/** How a call takes its place among those of other processes, in the transaction that stores it. */
export interface Joining {
  /** With `full` there is none for it, and it is not stored. */
  place(writing: Writing): Promise<Place>;
  /** It was not known before. */
  stored(writing: Writing): Promise<void>;
}

interface Place {
  readonly full: boolean;
  /** What its row says of its place. */
  readonly columns: PlaceColumns;
}

interface CallEnd {
  readonly outcome: Outcome;
  readonly reply: Reply;
  readonly turn?: Turn;
  readonly attempt?: number;
}

interface ConversationView {
  /**
   * Whose eyes: a call's visibility is its reply's; while there is none, a call with the option `private` is its caller's alone.
   */
  readonly viewerId: string;
  /** Only calls of these commands: those of buttons, for instance, are not drawn by themselves. */
  readonly commands: readonly string[];
  /** The last so many. */
  readonly limit: number;
  /** Only calls that came before this one. */
  readonly before?: string | undefined;
}

/** Every method is one transaction, committed when its promise resolves. */
export interface CallStore {
  /** False when a call with this dedupe key is stored already, or finds no place. What `join` writes is stored with the call. */
  insert(call: Call, join?: Joining): Promise<boolean>;
  get(id: string): Promise<StoredCall | undefined>;
  byDedupeKey(platform: string, dedupeKey: string): Promise<StoredCall | undefined>;
  /** Sets the attachment under this option: its bytes are in the blob store now. */
  keepAttachment(id: string, option: string, attachment: AttachmentRef): Promise<void>;
  /**
   * Sets where the answer goes, once the platform has made a message for it, and the thread that it is going to open: somebody
   * may go on there before it counts as delivered.
   */
  readdress(id: string, replyTo: Json, opens?: string): Promise<void>;
  /** queued -> running, one more attempt. Undefined when it is not queued any more. */
  begin(id: string): Promise<StoredCall | undefined>;
  /** Of a call that somebody began who is gone: one more attempt. Undefined when it is not running any more, or not with so many attempts. */
  takeOver(id: string, attempts: number): Promise<StoredCall | undefined>;
  /** Its first answer is given. */
  told(id: string): Promise<void>;
  /** running -> queued, all of them or none. Does the attempt that was cut off count? */
  putBack(ids: readonly string[], attempt: 'counts' | 'does not count'): Promise<void>;
  /**
   * queued or running -> replying, with the reply and the turn, and what `leave` writes; from then on its files have no address. False
   * when it was over already, or when the `attempt` that ends it is not the last: somebody else has taken it over.
   */
  finish(id: string, end: CallEnd, leave?: (tx: StoreTransaction) => Promise<void>): Promise<boolean>;
  /** replying -> its outcome. From then on the call's `replyTo`, which may hold a token, is null. */
  delivered(id: string, opened?: string): Promise<void>;
  /** All that are queued, running or replying; oldest first. */
  unfinished(): Promise<readonly StoredCall[]>;
  /** The calls to draw, oldest first: for a channel those outside its threads, for a thread its own and the one that opened it. */
  inConversation(conversation: Conversation, view: ConversationView): Promise<readonly StoredCall[]>;
  /** How many calls each of these threads of a channel holds; threads without any are left out. */
  followUps(
    conversation: Conversation,
    threads: readonly string[],
    view: Omit<ConversationView, 'limit' | 'before'>,
  ): Promise<ReadonlyMap<string, number>>;
}
