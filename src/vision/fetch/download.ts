import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatBytes } from '../../render/numbers.ts';
import { unusable } from '../models/unusable.ts';
import { type Checksum, checksumOf } from './checksum.ts';
import { type PartFile, takePart } from './part-file.ts';
import { Passing, type Patience, persistently, usualPatience } from './patience.ts';
import { refusalOf } from './refusal.ts';
import { getThrough, nameOf } from './request.ts';

interface Download {
  readonly url: string;
  /** The file: it is there whole and right, or not at all. What was fetched before it broke off is taken up again. */
  readonly to: string;
  /** The folder of what is still being fetched, on the same disk: by default that of `to`. */
  readonly partsIn?: string | undefined;
  readonly checksum: Checksum;
  /** Bytes, where they are known. */
  readonly size?: number | undefined;
  readonly maxBytes: number;
  /** Sent to the address's own origin alone. */
  readonly token?: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: OnProgress | undefined;
}

/** Bytes that are there, of so many where that is known. */
export type OnProgress = (done: number, total: number | undefined) => void;

/** Fetches a file. Rejects with MODEL_UNAVAILABLE and why, or with the signal's reason. */
export type Downloader = (download: Download) => Promise<void>;

/** What came on by less is as good as nothing. */
const worthwhile = 64 * 1024;

export function createDownloader(patience: Patience = usualPatience): Downloader {
  const mine = new Set<string>();
  const fetchFile: Downloader = async (download) => {
    const { to, partsIn = dirname(to), checksum } = download;
    if ((download.size ?? 0) > download.maxBytes) throw tooLarge(download, download.size ?? 0);
    await mkdir(partsIn, { recursive: true });
    const part = await takePart({ folder: partsIn, mark: checksum.hex, mine });
    try {
      let furthest = await part.size();
      const resumed = furthest > 0;
      await persistently(
        (cameOn) =>
          attempt({
            download,
            part,
            patience,
            // What comes a second time brings nothing: a server without ranges that always breaks off would be asked for ever.
            reached(done) {
              if (done < furthest + worthwhile) return;
              furthest = done;
              cameOn();
            },
          }),
        patience,
        download.signal,
      );
      const found = await checksumOf(part.path, checksum.kind);
      if (found !== checksum.hex) {
        await part.remove();
        // What an earlier try left may be what is wrong.
        if (resumed) return await fetchFile(download);
        throw unusable(
          `${nameOf(new URL(download.url))} has the ${checksum.kind} ${found}, not ${checksum.hex}`,
        );
      }
      await rename(part.path, to);
    } finally {
      await part.release();
    }
  };
  return fetchFile;
}

interface Attempt {
  readonly download: Download;
  readonly part: PartFile;
  readonly patience: Patience;
  /** Told of the bytes that are there. */
  readonly reached: (done: number) => void;
}

/** Resolves when all of it is there. */
async function attempt(task: Attempt): Promise<void> {
  const { download, part, reached } = task;
  const { url, token, signal, size, maxBytes, onProgress } = download;
  const had = await part.size();
  if (size !== undefined && had === size) return;
  const stall = new AbortController();
  const alive = setTimeout(
    () => stall.abort(new Passing(`${nameOf(new URL(url))} sends nothing`)),
    task.patience.stallMs,
  );
  try {
    const response = await getThrough(url, {
      token,
      headers: { 'accept-encoding': 'identity', ...(had > 0 && { range: `bytes=${had}-` }) },
      signal: AbortSignal.any([signal, stall.signal]),
    });
    const start = await startOf(response, had, task);
    const total = size ?? totalOf(response);
    if ((total ?? 0) > maxBytes) throw tooLarge(download, total ?? 0);
    const file = await open(part.path, start === 0 ? 'w' : 'a');
    let done = start;
    try {
      onProgress?.(done, total);
      for await (const chunk of response.body ?? []) {
        alive.refresh();
        done += chunk.length;
        if (size !== undefined && done > size) throw notOfSize(download, size);
        if (done > maxBytes) throw tooLarge(download, done);
        await file.write(chunk);
        reached(done);
        onProgress?.(done, total);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (total !== undefined && done < total) throw new Passing(`${nameOf(new URL(url))} broke off`);
  } finally {
    clearTimeout(alive);
    // Closes the connection where the answer was not read to its end.
    stall.abort();
  }
}

/** From which byte on the answer is. Throws where it is none. */
async function startOf(response: Response, had: number, { download, part }: Attempt): Promise<number> {
  if (response.status === 200) return 0;
  const start = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]);
  if (response.status === 206 && start === had) return had;
  await response.body?.cancel();
  const from = nameOf(new URL(download.url));
  if (response.status !== 206 && response.status !== 416) throw refusalOf(response, from);
  // What is there is not the beginning of what it has now.
  await part.empty();
  throw new Passing(`${from} does not go on where it broke off`);
}

/** Bytes of the whole file, as the server says. */
function totalOf({ status, headers }: Response): number | undefined {
  const text =
    status === 206 ? /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1] : headers.get('content-length');
  return text ? Number(text) : undefined;
}

const tooLarge = ({ url, maxBytes }: Download, bytes: number): Error =>
  unusable(
    `${nameOf(new URL(url))} has ${inWords(bytes)}, more than the ${inWords(maxBytes)} that can be used`,
  );

const notOfSize = ({ url }: Download, size: number): Error =>
  unusable(`${nameOf(new URL(url))} sends more than the ${size} bytes that it should have`);

const inWords = (bytes: number): string => formatBytes(bytes, 'en');
