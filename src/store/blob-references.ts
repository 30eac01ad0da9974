import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { Sha256 } from '../core/call.ts';

/** Notes that this call needs the blobs which these values name. */
export async function refer(db: Kysely<StoreTables>, callId: string, ...values: unknown[]): Promise<void> {
  const names = new Set(values.flatMap(namesIn));
  if (names.size === 0) return;
  await db
    .insertInto('call_blobs')
    .values([...names].map((sha256) => ({ call_id: callId, sha256 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Every `sha256` in it, however deep: attachments, pictures and files of replies. */
function namesIn(value: unknown): Sha256[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'sha256' && typeof inner === 'string' ? [inner] : namesIn(inner),
  );
}
