import { randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BackupManifest } from '../../../schema/backup.ts';
import type { Sha256 } from '../../core/call.ts';
import { MagpieError } from '../../core/errors.ts';
import { blobPath } from '../blob-folder.ts';
import { syncFolder } from '../durable-file.ts';
import { checkBackup } from './check.ts';
import { copyBlob } from './copy-blob.ts';
import { copyFileDurably, copyFolderDurably } from './copy-file.ts';
import { fileHash } from './file-hash.ts';
import { layoutOf } from './layout.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

export interface BackupOptions {
  /** The data folder. */
  readonly dir: string;
  /** The store. */
  readonly file: string;
  /** The folder to make. */
  readonly to: string;
  /** Names of models in the data folder to take along. */
  readonly models: readonly string[];
  readonly now: Date;
  readonly signal: AbortSignal;
}

/**
 * Makes a backup beside whoever works on the store: it has its name once it is whole and has been read again. Rejects with
 * BACKUP_FAILED, or with what is wrong with the store; nothing is left then.
 */
export async function backUp(options: BackupOptions): Promise<BackupManifest> {
  const { to } = options;
  const isThere = await access(to).then(
    () => true,
    () => false,
  );
  if (isThere) throw new MagpieError('BACKUP_FAILED', { file: to, why: 'there is something of that name' });
  const draft = join(dirname(to), `.${basename(to)}.writing-${randomUUID()}`);
  try {
    await mkdir(dirname(to), { recursive: true });
    await mkdir(draft, { mode: 0o700 });
    await write(draft, options);
    const { manifest } = await checkBackup(draft);
    options.signal.throwIfAborted();
    await rename(draft, to);
    await syncFolder(dirname(to));
    return manifest;
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    if (cause instanceof MagpieError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new MagpieError('BACKUP_FAILED', { file: to, why }, { cause });
  }
}

async function write(draft: string, { dir, file, models, now, signal }: BackupOptions) {
  const [from, at] = [layoutOf(dir), layoutOf(draft)];
  const { snapshot, missing } = await storeAndBlobs({ file, from: from.blobs, to: at, signal });
  await copyFileDurably(from.secret, at.secret).catch(unlessMissing);
  for (const model of models) {
    signal.throwIfAborted();
    await copyFolderDurably(join(from.models, model), join(at.models, model));
  }
  const manifest: BackupManifest = {
    at: now.toISOString(),
    sha256: await fileHash(at.store),
    calls: snapshot.calls,
    blobs: snapshot.blobs.length - missing.length,
    missing,
    models,
  };
  await using written = await open(at.manifest, 'wx', 0o600);
  await written.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
  await written.sync();
}

interface Parts {
  readonly file: string;
  /** The folder of blobs. */
  readonly from: string;
  readonly to: { readonly store: string; readonly blobs: string };
  readonly signal: AbortSignal;
}

const tries = 3;

/**
 * The store, and every blob that it names. Somebody may have had something forgotten between the two: then the store is read
 * once more, and names it no longer. What is missing after that was missing before.
 */
async function storeAndBlobs({ file, from, to, signal }: Parts) {
  const copied = new Set<Sha256>();
  const copyAll = async (names: readonly Sha256[]): Promise<readonly Sha256[]> => {
    const missing: Sha256[] = [];
    for (const sha256 of names.filter((name) => !copied.has(name))) {
      signal.throwIfAborted();
      if (await copyBlob(from, to.blobs, sha256)) copied.add(sha256);
      else missing.push(sha256);
    }
    return missing;
  };
  let snapshot: Snapshot = { calls: 0, blobs: [] };
  let missing: readonly Sha256[] = [];
  for (let left = tries; left > 0; left -= 1) {
    snapshot = await takeSnapshot(file, to.store);
    missing = await copyAll(snapshot.blobs);
    if (missing.length === 0) break;
  }
  const named = new Set(snapshot.blobs);
  for (const sha256 of copied) if (!named.has(sha256)) await rm(blobPath(to.blobs, sha256));
  await rm(join(to.blobs, 'drafts'), { recursive: true, force: true });
  return { snapshot, missing };
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
