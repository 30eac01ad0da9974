import type { BlobStore } from '../core/blob-store.ts';
import type { Sha256 } from '../core/call.ts';

/** A blob store that can forget. */
export interface StoredBlobs extends BlobStore {
  /** Deletes it, unless it was put again after this time: somebody is about to need it. */
  drop(sha256: Sha256, unlessPutAfter: Date): Promise<void>;
}

export const isSha256 = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);
