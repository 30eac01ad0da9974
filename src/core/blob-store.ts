import type { Sha256 } from './call.ts';

/** Bytes by content hash, kept until their retention ends. */
export interface BlobStore {
  /** Durable when it resolves. Putting the same bytes again renews their age. */
  put(bytes: Uint8Array): Promise<Sha256>;
  /** Rejects with BLOB_GONE after the retention, or for a name that is no SHA-256. */
  get(sha256: Sha256): Promise<Uint8Array>;
  /** As if the same bytes were put again. Rejects with BLOB_GONE. */
  renew(sha256: Sha256): Promise<void>;
  /** Deletes what was last put before this time; returns how many. */
  expire(before: Date): Promise<number>;
}
