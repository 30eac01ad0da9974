import { createHash } from 'node:crypto';

/** One repository of models, at its one commit. */
export interface HubRepository {
  /** `owner/name`. */
  readonly repo: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Paths that are kept as large files, which another host serves. */
  readonly large?: readonly string[];
  /** `gated`: everybody knows of it, few may read it. `private`: the others are told that it does not exist. */
  readonly access?: 'public' | 'gated' | 'private';
  readonly licence?: string;
  /** The commit, where it must be a certain one. */
  readonly revision?: string;
}

interface StoredFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly sha1: string;
  /** Of a large file. */
  readonly sha256?: string;
}

export interface StoredRepository extends Omit<HubRepository, 'files'> {
  /** The commit: it depends on what is in it, as git's does. */
  readonly revision: string;
  readonly files: readonly StoredFile[];
}

export function stored({ files, large = [], ...repository }: HubRepository): StoredRepository {
  const kept = Object.entries(files).map(([path, content]): StoredFile => {
    const bytes = Buffer.from(content);
    if (!large.includes(path)) return { path, bytes, sha1: gitName(bytes) };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${bytes.length}\n`;
    return { path, bytes, sha1: gitName(Buffer.from(pointer)), sha256 };
  });
  const names = kept.map(({ path, sha1 }) => `${path} ${sha1}`).join('\n');
  const revision = createHash('sha1').update(names).digest('hex');
  return { revision, ...repository, files: kept };
}

const gitName = (bytes: Uint8Array): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
