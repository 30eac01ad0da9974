import type { BlobStore } from '../../core/blob-store.ts';
import type { Bulletin } from '../../core/bulletin.ts';
import type { CallStore } from '../../core/call-store.ts';
import type { FeedbackStore } from '../../core/feedback.ts';
import type { Json } from '../../core/json.ts';
import type { Log } from '../../core/log.ts';
import type { SourcesFor } from '../../core/rights.ts';

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** What `/healthz` says: 200 when ok, else 503. Shown to anybody, so it holds no secret. */
export interface Health {
  readonly ok: boolean;
  readonly parts?: Readonly<Record<string, Json>>;
}

export interface Metrics {
  /** Bearer token that is wanted. */
  readonly token?: string;
  read(): Promise<{ readonly text: string; readonly type: string }>;
}

export interface WebOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly title: string;
  /** The line below the title; by default what it does, in the reader's language. */
  readonly description?: string;
  /** Composer lines to click: '/ask How many cars are there?', 'What about 2002?'. */
  readonly examples: readonly string[];
  /** Without it, a person is a browser's cookie. */
  readonly login?: Login;
  /** Bearer tokens of the JSON API. With none and no login it is open, on loopback only. */
  readonly apiTokens: readonly string[];
  /** Where people reach it, behind a proxy: 'https://magpie.example.org'. */
  readonly publicUrl?: string;
  /** Host names that it answers to, besides addresses and localhost. */
  readonly allowedHosts: readonly string[];
  /** Bytes of one picture. */
  readonly maxUploadBytes: number;
  /** Bytes of a file that is asked. */
  readonly maxFileBytes: number;
  /** Signs cookies. A new one makes everybody a new person, and logs everybody out. */
  readonly secret: string;
  readonly calls: CallStore;
  readonly blobs: BlobStore;
  readonly feedback: FeedbackStore;
  /** What options can be completed with; the first of each is the default. */
  readonly sourcesFor: SourcesFor;
  readonly models: () => readonly { readonly name: string; readonly about: string }[];
  /** How processes that share the store tell each other what has changed. */
  readonly bulletin: Bulletin;
  /** There is no playground here, only what those who watch the process ask for. */
  readonly probesOnly: boolean;
  readonly health: () => Promise<Health>;
  /** Whether people can be answered here. */
  readonly ready: () => Promise<Health>;
  /** Counts for those who watch the process; absent where nobody may read them. */
  readonly metrics?: Metrics | undefined;
  readonly log: Log;
  readonly now: () => Date;
}
