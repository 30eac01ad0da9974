import { readFile } from 'node:fs/promises';
import { type BackupManifest, backupManifest } from '../../../schema/backup.ts';
import { MagpieError } from '../../core/errors.ts';
import { blobPath } from '../blob-folder.ts';
import { fileHash } from './file-hash.ts';
import { layoutOf } from './layout.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';

export interface CheckedBackup extends Snapshot {
  readonly manifest: BackupManifest;
}

/** Reads all of a backup. Rejects with BACKUP_UNUSABLE when anything of it is not as it was written. */
export async function checkBackup(folder: string): Promise<CheckedBackup> {
  const at = layoutOf(folder);
  const unusable = (why: string, cause?: unknown) =>
    new MagpieError('BACKUP_UNUSABLE', { file: folder, why }, { cause });
  try {
    const manifest = backupManifest.parse(JSON.parse(await readFile(at.manifest, 'utf8')));
    if ((await fileHash(at.store)) !== manifest.sha256) throw unusable('its store.sqlite was changed');
    const snapshot = readSnapshot(at.store);
    const missing = new Set(manifest.missing);
    const blobs = snapshot.blobs.filter((sha256) => !missing.has(sha256));
    for (const sha256 of blobs)
      if ((await fileHash(blobPath(at.blobs, sha256)).catch(() => undefined)) !== sha256)
        throw unusable(`its file ${sha256} is not there whole`);
    return { manifest, calls: snapshot.calls, blobs };
  } catch (cause) {
    if (cause instanceof MagpieError && cause.code === 'BACKUP_UNUSABLE') throw cause;
    throw unusable(
      cause instanceof MagpieError ? cause.code : 'it has no backup.json that can be read',
      cause,
    );
  }
}
