import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { StoreTables } from '../../../schema/store.ts';
import { MagpieError } from '../../core/errors.ts';
import { isSha256, type StoredBlobs } from '../stored-blobs.ts';

/** Blobs in a table, so that every process has them. */
export function createBlobTable(db: Kysely<StoreTables>, now: () => Date): StoredBlobs {
  const at = () => now().toISOString();
  const renewed = async (sha256: string) => {
    const { numUpdatedRows } = await db
      .updateTable('blobs')
      .set({ put_at: at() })
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  };
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      // The bytes of a picture that everybody sends need not travel again.
      if (await renewed(sha256)) return sha256;
      await db
        .insertInto('blobs')
        .values({ sha256, bytes: Buffer.from(bytes), put_at: at() })
        .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ put_at: at() }))
        .execute();
      return sha256;
    },
    async get(sha256) {
      const row = isSha256(sha256)
        ? await db.selectFrom('blobs').select('bytes').where('sha256', '=', sha256).executeTakeFirst()
        : undefined;
      if (!row) throw new MagpieError('BLOB_GONE');
      return row.bytes;
    },
    async renew(sha256) {
      if (!(await renewed(sha256))) throw new MagpieError('BLOB_GONE');
    },
    async drop(sha256, unlessPutAfter) {
      await db
        .deleteFrom('blobs')
        .where('sha256', '=', sha256)
        .where('put_at', '<=', unlessPutAfter.toISOString())
        .execute();
    },
    async expire(before) {
      const { numDeletedRows } = await db
        .deleteFrom('blobs')
        .where('put_at', '<', before.toISOString())
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
