import type { BlobStore } from '../../core/blob-store.ts';
import type { CallStore } from '../../core/call-store.ts';
import type { HistoryStore } from '../../core/history.ts';
import type { Log } from '../../core/log.ts';
import type { SourcesFor } from '../../core/rights.ts';
import type { TaughtStore } from '../../core/taught.ts';
import type { Shards } from './gateway.ts';

/** What the platform gets of the configuration, and the parts of Magpie that it needs. */
export interface DiscordOptions {
  readonly token: string;
  /** Where the REST API is: 'https://discord.com/api'. The gateway's address comes from it. */
  readonly apiUrl: string;
  /** Commands are registered there at once, for developing; otherwise everywhere. */
  readonly guildId?: string;
  readonly shards?: Shards;
  /** Bytes of a picture. */
  readonly maxPictureBytes: number;
  /** Bytes of a file that is asked. */
  readonly maxFileBytes: number;
  readonly calls: CallStore;
  readonly history: HistoryStore;
  readonly blobs: BlobStore;
  /** What options can be completed with. */
  readonly models: () => readonly string[];
  /** What options can be completed with. */
  readonly taught: Pick<TaughtStore, 'labels'>;
  readonly sourcesFor: SourcesFor;
  /** For what the operator must read at start: the invitation. */
  readonly tell: (text: string) => void;
  readonly log: Log;
  readonly now: () => Date;
}
