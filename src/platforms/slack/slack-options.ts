import type { BlobStore } from '../../core/blob-store.ts';
import type { CallStore } from '../../core/call-store.ts';
import type { HistoryStore } from '../../core/history.ts';
import type { InstallationStore } from '../../core/installation.ts';
import type { Log } from '../../core/log.ts';
import type { SourcesFor } from '../../core/rights.ts';

/** How Slack is reached, as configured. */
export interface SlackSettings {
  /** Where the Web API is, with a slash at its end: 'https://slack.com/api/'. */
  readonly apiUrl: string;
  readonly auth: SlackAuth;
  readonly transport: SlackTransport;
  /** Where it listens for what comes over HTTP: `transport` http, and installing. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** What the platform gets of the configuration, and the parts of Magpie that it needs. */
export interface SlackOptions extends SlackSettings {
  /** Bytes of a picture. */
  readonly maxPictureBytes: number;
  /** Bytes of a file that is asked. */
  readonly maxFileBytes: number;
  readonly calls: CallStore;
  readonly history: HistoryStore;
  readonly blobs: BlobStore;
  readonly installations: InstallationStore;
  readonly models: () => readonly string[];
  readonly sourcesFor: SourcesFor;
  /** Questions to try in the Home tab. */
  readonly examples: readonly string[];
  /** Calls that wait and run now. */
  readonly load: () => { readonly waiting: number; readonly running: number };
  /** For what the operator must read at start. */
  readonly tell: (text: string) => void;
  readonly log: Log;
  readonly now: () => Date;
}

/** One workspace by its token, or each that installs the app. */
export type SlackAuth =
  | { readonly kind: 'token'; readonly botToken: string }
  | { readonly kind: 'oauth'; readonly clientId: string; readonly clientSecret: string };

/** How Slack tells what happens: over WebSockets that we open, or by requests that it signs. */
export type SlackTransport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string };
