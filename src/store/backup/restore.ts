import { access, link, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MagpieError } from '../../core/errors.ts';
import { syncFolder } from '../durable-file.ts';
import { lockStore } from '../lock.ts';
import { checkBackup } from './check.ts';
import { copyBlob } from './copy-blob.ts';
import { copyFileDurably, copyFolderDurably } from './copy-file.ts';
import { holdsBytes, keepStoreBeside } from './keep-beside.ts';
import { layoutOf } from './layout.ts';
import { type Settled, settle } from './settle.ts';

export interface RestoreOptions {
  readonly from: string;
  /** The data folder. */
  readonly dir: string;
  /** The store. */
  readonly file: string;
  /** Also where there is a store. */
  readonly force: boolean;
  /** What becomes of calls that were under way when the backup was made. */
  readonly underWay: 'ends' | 'resumes';
  readonly now: Date;
}

export interface Restored extends Settled {
  /** When the backup was made. */
  readonly at: string;
  readonly calls: number;
  readonly blobs: number;
  /** Where the store is that was there before. */
  readonly kept?: string;
}

/**
 * Puts a backup in the place of the store. Rejects with BACKUP_UNUSABLE, STORE_LOCKED, STORE_NOT_EMPTY, STORE_VERSION or
 * STORE_UNAVAILABLE; the store is then what it was. It is changed last, in one step.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { from, file, force, underWay, now } = options;
  const { manifest, calls, blobs } = await checkBackup(from);
  await mkdir(dirname(file), { recursive: true });
  const lock = lockStore(file);
  const draft = `${file}.restoring`;
  try {
    const isThere = await holdsBytes(file);
    if (isThere && !force) throw new MagpieError('STORE_NOT_EMPTY', { file });
    await rm(draft, { force: true });
    await copyFileDurably(layoutOf(from).store, draft);
    const settled = await settle(draft, now, underWay);

    const suffix = `.before-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
    await restoreFiles(options, { blobs, models: manifest.models, suffix });
    const kept = `${file}${suffix}`;
    if (isThere) await keepStoreBeside(file, kept);
    await rename(draft, file);
    await syncFolder(dirname(file));
    return {
      at: manifest.at,
      calls,
      blobs: blobs.length,
      ...settled,
      ...(isThere && { kept }),
    };
  } catch (cause) {
    await rm(draft, { force: true });
    if (cause instanceof MagpieError) throw cause;
    throw new MagpieError('STORE_UNAVAILABLE', { file, why: String(cause) }, { cause });
  } finally {
    lock.release();
  }
}

interface Files {
  readonly blobs: readonly string[];
  readonly models: readonly string[];
  /** Of the name under which a cookie secret is kept that was another one. */
  readonly suffix: string;
}

/** What is beside the store: blobs and models that are there stay, so that the store that is kept still has its own. */
async function restoreFiles({ from, dir }: RestoreOptions, { blobs, models, suffix }: Files): Promise<void> {
  const [source, target] = [layoutOf(from), layoutOf(dir)];
  for (const sha256 of blobs) await copyBlob(source.blobs, target.blobs, sha256);
  for (const model of models) {
    const place = join(target.models, model);
    if (await exists(place)) continue;
    const draft = join(target.models, `.adding-${model}`);
    await rm(draft, { recursive: true, force: true });
    await copyFolderDurably(join(source.models, model), draft);
    await rename(draft, place);
  }
  if (!(await exists(source.secret))) return;
  const draft = `${target.secret}.restoring`;
  await rm(draft, { force: true });
  await copyFileDurably(source.secret, draft);
  if (await exists(target.secret)) await link(target.secret, `${target.secret}${suffix}`);
  await rename(draft, target.secret);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
