import type { BlobStore } from '../../core/blob-store.ts';
import { unlessAborted } from '../../core/dispatch/unless-aborted.ts';
import { MagpieError } from '../../core/errors.ts';
import type { AskedFile } from '../../core/history.ts';
import type { Log } from '../../core/log.ts';
import type { Services, Source } from '../../core/services.ts';
import { type TableFileKind, tableFileKind } from '../../core/table-files.ts';
import { formatBytes } from '../../render/numbers.ts';
import { safeName } from '../../render/safe-name.ts';
import { whyNotOf } from './content.ts';
import { createCopies } from './copies.ts';
import { createKeptOpen, type KeptOpenOptions } from './kept-open.ts';
import { reopening } from './reopening.ts';

export interface FilesOptions extends Omit<KeptOpenOptions<never>, 'close'> {
  /** Of the files' own: copies of those that are open lie there, and nothing else. */
  readonly folder: string;
  readonly blobs: BlobStore;
  /** Opens the file at a path, in a child of its own. */
  readonly open: (file: { name: string; title: string; path: string }) => Promise<Source>;
  readonly maxBytes: number;
  readonly log: Log;
}

export interface Files {
  readonly open: Services['openFile'];
  close(): Promise<void>;
}

interface OpenedFile {
  readonly source: Source;
  close(): Promise<void>;
}

/** Files that people hand in, as sources. */
export async function createFiles(options: FilesOptions): Promise<Files> {
  const { folder, blobs, open, maxBytes, log, ...keeping } = options;
  const copies = await createCopies(folder);
  const kept = createKeptOpen<OpenedFile>({ ...keeping, close: (opened) => opened.close() });

  const openNew = async ({ sha256, name }: AskedFile, kind: TableFileKind): Promise<OpenedFile> => {
    const began = performance.now();
    const bytes = await blobs.get(sha256);
    if (bytes.length > maxBytes) {
      throw new MagpieError('FILE_TOO_LARGE', { limit: formatBytes(maxBytes, 'en') });
    }
    const why = whyNotOf(kind, bytes);
    if (why !== undefined) throw new MagpieError('FILE_UNREADABLE', { name, why });
    const copy = await copies.add(name, bytes);
    const { path } = copy;
    try {
      const source = await open({ name: sourceNameOf(name, sha256), title: name, path });
      log.info({ kind, bytes: bytes.length, ms: Math.round(performance.now() - began) }, 'file opened');
      return {
        source,
        async close() {
          await source.data.close();
          await copy.remove();
        },
      };
    } catch (error) {
      await copy.remove();
      throw asFileError(error, name, path);
    }
  };

  return {
    async open(file, signal) {
      const kind = tableFileKind(file.name);
      if (kind === undefined) throw new MagpieError('FILE_UNSUPPORTED');
      const key = `${file.sha256} ${file.name}`;
      await blobs.renew(file.sha256).catch((error) => {
        kept.drop(key);
        throw error;
      });
      const use = <T>(work: (source: Source) => Promise<T>) =>
        kept.use(
          key,
          () => openNew(file, kind),
          ({ source }) =>
            work(source).catch((error) => {
              throw asFileError(error, file.name, folder);
            }),
        );
      const first = use(async ({ data }) => data);
      first.catch(() => {});
      return {
        data: reopening(await unlessAborted(first, signal), (work) => use(({ data }) => work(data))),
        hidden: [],
        catalogue: (waiting) => use((source) => source.catalogue(waiting)),
        catalogueFor: (subject, waiting) => use((source) => source.catalogueFor(subject, waiting)),
      };
    },
    close: () => kept.close(),
  };
}

/** Like no source of the configuration is named; another file of the same name has another. */
const sourceNameOf = (name: string, sha256: string): string => `file:${safeName(name)}:${sha256.slice(0, 8)}`;

/** That a file cannot be opened is for whoever handed it in, not for the operator. Where its copy lies is for nobody. */
function asFileError(error: unknown, name: string, path: string): unknown {
  if (!(error instanceof MagpieError) || error.code !== 'SOURCE_UNAVAILABLE') return error;
  const why = String(error.data.why ?? 'it is damaged').replaceAll(path, name);
  return new MagpieError('FILE_UNREADABLE', { name, why }, { cause: error });
}
