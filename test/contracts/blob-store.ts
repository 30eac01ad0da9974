import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { BlobStore } from '../../src/core/blob-store.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** What every BlobStore does. `open` gives an empty one that asks `now` for the time. */
export function blobStoreContract(name: string, open: (now: () => Date) => Promise<BlobStore>): void {
  const atNoon = () => open(() => new Date('2026-03-01T12:00:00Z'));

  describe(`blobs in ${name}`, () => {
    test('bytes come back under their hash', async () => {
      const blobs = await atNoon();
      const sha256 = await blobs.put(bytes('a magpie'));
      expect(sha256).toBe(createHash('sha256').update('a magpie').digest('hex'));
      expect(Buffer.from(await blobs.get(sha256)).toString()).toBe('a magpie');
      expect(await blobs.get(await blobs.put(new Uint8Array()))).toHaveLength(0);
    });

    test('the same bytes put many times at once are one blob', async () => {
      const blobs = await atNoon();
      const names = await Promise.all(Array.from({ length: 8 }, () => blobs.put(bytes('same'))));
      expect(new Set(names).size).toBe(1);
      expect(await blobs.expire(new Date('2026-03-02'))).toBe(1);
    });

    test('what nobody put is gone', async () => {
      const blobs = await atNoon();
      await expect(blobs.get('0'.repeat(64))).rejects.toMatchObject({ code: 'BLOB_GONE' });
    });

    test.each([
      '',
      '.',
      '..',
      '../../etc/passwd',
      `${'a'.repeat(61)}/..`,
      'A'.repeat(64),
      `${'a'.repeat(64)}\n`,
    ])('a name that is no hash is gone: %j', async (wrong) => {
      const blobs = await atNoon();
      await expect(blobs.get(wrong)).rejects.toMatchObject({ code: 'BLOB_GONE' });
    });

    test('what is older than the retention is deleted, and counted', async () => {
      let now = new Date('2026-03-01T12:00:00Z');
      const blobs = await open(() => now);
      const old = await blobs.put(bytes('old'));
      const renewed = await blobs.put(bytes('renewed'));
      now = new Date('2026-03-09T12:00:00Z');
      const fresh = await blobs.put(bytes('fresh'));
      await blobs.put(bytes('renewed'));

      expect(await blobs.expire(new Date('2026-03-05'))).toBe(1);
      await expect(blobs.get(old)).rejects.toMatchObject({ code: 'BLOB_GONE' });
      for (const kept of [renewed, fresh]) expect(await blobs.get(kept)).toBeTruthy();
    });

    test('what is renewed lives as if it had been put again, and what is gone cannot be', async () => {
      let now = new Date('2026-03-01T12:00:00Z');
      const blobs = await open(() => now);
      const old = await blobs.put(bytes('old'));
      now = new Date('2026-03-09T12:00:00Z');
      await blobs.renew(old);
      expect(await blobs.expire(new Date('2026-03-05'))).toBe(0);
      expect(await blobs.expire(new Date('2026-03-10'))).toBe(1);
      for (const gone of [old, '../store.sqlite'])
        await expect(blobs.renew(gone)).rejects.toMatchObject({ code: 'BLOB_GONE' });
    });

    test('an empty store has nothing to expire', async () => {
      const blobs = await atNoon();
      expect(await blobs.expire(new Date())).toBe(0);
    });
  });
}
