import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** `backup.json`, written last: what a backup holds. */
export const backupManifest = z.strictObject({
  /** ISO 8601, UTC: everything until then is in it. */
  at: z.iso.datetime(),
  /** Of store.sqlite. */
  sha256,
  calls: z.int(),
  /** Pictures and files. */
  blobs: z.int(),
  /** Those that the store names, and that were gone or damaged already. */
  missing: z.array(sha256).readonly(),
  /** Models that were added. */
  models: z.array(z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)).readonly(),
});

export type BackupManifest = z.infer<typeof backupManifest>;
