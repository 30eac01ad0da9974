import type { BlobStore } from '../../src/core/blob-store.ts';
import type { Sha256 } from '../../src/core/call.ts';
import type { ResultSet } from '../../src/core/data-source.ts';
import { MagpieError } from '../../src/core/errors.ts';
import type { Turn } from '../../src/core/history.ts';

export const keepResult = (blobs: BlobStore, result: ResultSet): Promise<Sha256> =>
  blobs.put(new TextEncoder().encode(JSON.stringify(result)));

/** The whole result of a turn. Rejects with CALL_UNKNOWN for a turn without one, with BLOB_GONE after the retention. */
export async function keptResult(blobs: BlobStore, turn: Turn): Promise<ResultSet> {
  if (turn.result === undefined) throw new MagpieError('CALL_UNKNOWN');
  const text = new TextDecoder().decode(await blobs.get(turn.result));
  // Bytes under this name can only be those that keepResult wrote: the name is their hash.
  return JSON.parse(text) as ResultSet;
}
