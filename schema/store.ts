import type { Generated, Insertable, Transaction } from 'kysely';
import type { AuditVerdict } from '../src/core/audit.ts';
import type { CallState, Outcome } from '../src/core/call.ts';
import type { Vote } from '../src/core/feedback.ts';
import type { Lane } from '../src/core/job-queue.ts';
import type { Visibility } from '../src/core/reply.ts';
import type { WishAnswer, WishKind } from '../src/core/wish.ts';

/** The tables of the store, as Kysely sees them. Times are ISO 8601 in UTC, and JSON is text: both sort and compare alike in every database. */
export interface StoreTables {
  readonly calls: CallsTable;
  readonly turns: TurnsTable;
  readonly feedback: FeedbackTable;
  readonly call_blobs: CallBlobsTable;
  readonly audit: AuditTable;
  readonly slack_installations: SlackInstallationsTable;
  readonly spending: SpendingTable;
  readonly taught: TaughtTable;
  readonly settings: SettingsTable;
  /** Only on a server; beside a file, blobs are files and there is one worker. */
  readonly blobs: BlobsTable;
  readonly workers: WorkersTable;
  readonly wishes: WishesTable;
}

/** What is written in it is written together, or not at all. */
export type StoreTransaction = Transaction<StoreTables>;

export interface CallsTable {
  /** uuid v7: sorts by time. */
  readonly id: string;
  readonly platform: string;
  readonly command: string;
  /** JSON: the options of the call. */
  readonly options: string;
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly caller_id: string;
  readonly caller_name: string;
  readonly caller_locale: string;
  /** JSON: strings. */
  readonly caller_roles: string;
  /** JSON. May hold a token: null once the call has ended. */
  readonly reply_to: string | null;
  readonly dedupe_key: string;
  readonly received_at: string;
  readonly answer_by: string;
  readonly state: CallState;
  readonly outcome: Outcome | null;
  /** JSON. */
  readonly reply: string | null;
  /** Of the reply; until there is one, what the caller asked for. */
  readonly visibility: Visibility;
  readonly attempts: number;
  readonly opened: string | null;
  /** The call under whose answer a button was pressed: this one's answer repeats some of that. */
  readonly about: string | null;
  readonly changed_at: string;
  /** Set when several processes share the work: its lane, and its turn in there. */
  readonly lane: Generated<Lane | null>;
  readonly turn: Generated<number | null>;
  /** 0 until the process that took it in has given its first answer: nobody else shows anything before. */
  readonly told: Generated<number>;
}

/** What its row says of the place of a call among others. */
export type PlaceColumns = Partial<Pick<Insertable<CallsTable>, 'lane' | 'turn' | 'told'>>;

/** What a turn has beyond its call. */
export interface TurnsTable {
  readonly call_id: string;
  readonly command: string;
  readonly request: string;
  readonly summary: string;
  readonly source: string | null;
  readonly sql: string | null;
  /** JSON. */
  readonly memo: string | null;
  /** JSON: what was hidden from whoever asked. */
  readonly hidden: string | null;
  readonly result: string | null;
  /** Hash and name of the file that was asked. */
  readonly file: string | null;
  readonly file_name: string | null;
  /** JSON: what a model saw in which pictures. */
  readonly looked: string | null;
  readonly at: string;
}

export interface FeedbackTable {
  readonly call_id: string;
  readonly caller_id: string;
  /** From 1; 0 is the answer as a whole. */
  readonly picture: number;
  readonly vote: Vote['vote'];
  readonly comment: string | null;
  readonly at: string;
}

/** Which call needs which blob. */
interface CallBlobsTable {
  readonly call_id: string;
  readonly sha256: string;
}

/** Which workspaces have installed the Slack app. */
export interface SlackInstallationsTable {
  readonly team: string;
  readonly team_name: string;
  readonly enterprise: string | null;
  readonly bot_token: string;
  readonly bot_user: string;
  readonly bot: string;
  /** JSON: strings. */
  readonly scopes: string;
  readonly installed_at: string;
}

/** Every statement that anybody wanted to run. It outlives its call, so that nobody can undo having asked. */
export interface AuditTable {
  readonly number: Generated<number>;
  readonly call_id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly caller_id: string;
  /** Empty, as are `question` and `sql`, once the call has been forgotten. */
  readonly caller_name: string;
  readonly source: string;
  readonly question: string;
  readonly sql: string;
  readonly verdict: AuditVerdict;
  readonly why: string | null;
  readonly rows: number | null;
  readonly ms: number | null;
  readonly at: string;
}

/** Tokens of the language model: who spent how many where on one day. */
interface SpendingTable {
  /** ISO date, UTC. */
  readonly day: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly caller_id: string;
  readonly tokens: number;
}

/** Pictures that show something, as people said in a channel. */
export interface TaughtTable {
  readonly workspace: string;
  readonly channel: string;
  readonly model: string;
  readonly sha256: string;
  readonly label: string;
  /** The label without case and width. */
  readonly label_key: string;
  /** Base64 of 8 bits a number, times an unknown length. */
  readonly features: string;
  readonly caller_id: string;
  readonly caller_name: string;
  readonly at: string;
}

/** What all processes over a store must have in common. */
interface SettingsTable {
  readonly name: string;
  readonly value: string;
}

/** Bytes by their hash. */
interface BlobsTable {
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly put_at: string;
}

/** The processes that run calls. */
interface WorkersTable {
  readonly id: string;
  /** JSON: of each lane its slots, and how many milliseconds a job takes. */
  readonly lanes: string;
  readonly seen_at: Date;
}

/** What operators want of calls. */
export interface WishesTable {
  /** uuid v7: sorts by time. */
  readonly id: string;
  readonly call_id: string;
  readonly kind: WishKind;
  readonly made_at: string;
  /** Null, as is the rest, until it is answered. */
  readonly verdict: WishAnswer['verdict'] | null;
  readonly why: string | null;
  /** The call that was made of it. */
  readonly new_call_id: string | null;
  readonly answered_at: string | null;
}
