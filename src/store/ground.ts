import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { Bulletin } from '../core/bulletin.ts';
import type { Write, WriteOne } from './group-commit.ts';
import type { StoredBlobs } from './stored-blobs.ts';

/** What the tables of a store stand on: a file, or a server. */
export interface Ground {
  readonly db: Kysely<StoreTables>;
  readonly write: Write;
  /** In a transaction that is shared with nobody. */
  readonly writeAlone: Write;
  readonly writeOne: WriteOne;
  readonly blobs: StoredBlobs;
  readonly bulletin: Bulletin;
  /** Other processes write to it too. */
  readonly shared: boolean;
  /** Throws STORE_UNAVAILABLE when what is written now would be lost with this process. */
  requireInPlace(): void;
  /** Leaves no byte of what was deleted, as far as that is ours to do. */
  scrub(): Promise<void>;
  /** Writes something that changes nothing. Rejects with STORE_UNAVAILABLE when that cannot be done. */
  tryToWrite(): Promise<void>;
  /** Runs it unless another process runs the same now: then undefined. */
  alone<T>(work: () => Promise<T>): Promise<T | undefined>;
  /** Whether some process works on it. */
  isWorkedOn(): Promise<boolean>;
  close(): Promise<void>;
}
