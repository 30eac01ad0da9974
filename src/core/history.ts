import type { Conversation, Sha256 } from './call.ts';
import type { Hidden } from './data-source.ts';
import type { Json } from './json.ts';
import type { Visibility } from './reply.ts';

/** A file that was asked: in the blob store, under the name that a person gave it. */
export interface AskedFile {
  readonly sha256: Sha256;
  readonly name: string;
}

/** What a model saw in the pictures of one call. */
export interface Looked {
  readonly model: string;
  /** In the order of their rankings, each with its best label: foreign text. */
  readonly pictures: readonly { readonly sha256: Sha256; readonly label: string; readonly score: number }[];
}

/** One question and its answer, as later questions and /history see it. */
export interface Turn {
  readonly callId: string;
  readonly command: string;
  readonly conversation: Conversation;
  readonly callerId: string;
  readonly callerName: string;
  readonly visibility: Visibility;
  /** What was asked: the question, or the picture's name. */
  readonly request: string;
  /** The reply's summary. */
  readonly summary: string;
  /** Of `ask`: what was run where, and what was `hidden` from whoever asked. With a file, `source` is that file's alone. */
  readonly asked?: {
    readonly source: string;
    readonly sql: string;
    readonly memo?: Json;
    readonly hidden?: readonly Hidden[];
    readonly file?: AskedFile;
  };
  /** Of `classify`. */
  readonly looked?: Looked;
  /** The whole result (a ResultSet as JSON) in the blob store. */
  readonly result?: Sha256;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A turn's visibility is its reply's. Turns that only their caller may see are given to nobody else. */
export interface HistoryStore {
  /** Turns of a thread, the call that opened it included; oldest first, the last `limit` of them. */
  thread(conversation: Conversation, viewerId: string, limit: number): Promise<readonly Turn[]>;
  /** The file that was handed in last in a thread, the call that opened it included, also where nothing came of the question. */
  fileOf(conversation: Conversation, viewerId: string): Promise<AskedFile | undefined>;
  /** The channel's recent turns, threads included; oldest first, the last `limit` of them. */
  channel(conversation: Conversation, viewerId: string, limit: number): Promise<readonly Turn[]>;
  /** What this person asked anywhere in a workspace, its pictures aside; oldest first, the last `limit` of them. */
  ofCaller(workspace: string, callerId: string, limit: number): Promise<readonly Turn[]>;
  /** The turn of a call; undefined also when the viewer may not see it. */
  ofCall(callId: string, viewerId: string): Promise<Turn | undefined>;
  /** Deletes the calls that have ended with their turns, feedback and blobs; those under way stay. What was taught there goes too. */
  forget(scope: ForgetScope): Promise<Forgotten>;
  /** Deletes all that is kept of a workspace that Magpie is no longer in, calls under way included. Returns how many turns. */
  leave(workspace: string): Promise<number>;
}

/** How many there were. */
interface Forgotten {
  readonly turns: number;
  /** Pictures that the channel was taught with. */
  readonly taught: number;
}

interface ForgetScope {
  /** The whole channel, threads included. */
  readonly conversation: Conversation;
  /** Only this person's calls, and the feedback that they gave there on others' answers. Default: everybody's. */
  readonly callerId?: string;
  /** Commands whose replies repeat what was asked before, as /history does: whoever called them, they go too. */
  readonly quotedBy?: readonly string[];
}
