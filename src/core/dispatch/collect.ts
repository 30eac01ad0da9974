import type { BlobStore } from '../blob-store.ts';
import type { AttachmentRef, Call } from '../call.ts';
import type { CallStore } from '../call-store.ts';
import { MagpieError } from '../errors.ts';
import { createFewAtOnce } from '../few-at-once.ts';
import type { JobQueue } from '../job-queue.ts';
import type { Lull } from '../lull.ts';
import type { Courier } from '../platform.ts';
import { deadlineIn } from './deadline.ts';
import { endedBy } from './ending.ts';
import type { Finish } from './finish.ts';
import { type RetryPolicy, retry } from './retry.ts';
import { jobOf, type UnderWay } from './under-way.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface CollectOptions {
  readonly store: CallStore;
  readonly blobs: BlobStore;
  readonly queue: JobQueue;
  readonly finish: Finish;
  readonly lull: Lull;
  readonly saving: RetryPolicy;
  /** Milliseconds for all files of one call. */
  readonly maxFetchMs: number;
}

export interface Collect {
  /** Brings the call's files home, while the platform still has them, then puts the call in its lane. Never rejects. */
  enqueue(way: UnderWay): Promise<void>;
  /** Brings the call's files home; gives its options, with where they are now. Rejects with what ends the call, or the signal's reason. */
  bringHome(way: UnderWay, signal: AbortSignal): Promise<Call['options']>;
  /** Stops fetching the files of this call. */
  cancel(callId: string): void;
  /** Fetches no more; what is missing is fetched after the next start. */
  close(): Promise<void>;
}

/** Calls whose files come in side by side: each may hold tens of megabytes, and the way in is shared with whoever calls next. */
const mostAtOnce = 8;

export function createCollect(options: CollectOptions): Collect {
  const { store, blobs, queue, finish, lull, saving, maxFetchMs } = options;
  const few = createFewAtOnce(mostAtOnce);
  const fetching = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();

  const keep = <T>(write: () => Promise<T>, signal: AbortSignal): Promise<T> =>
    retry(write, saving, signal).catch((cause) => {
      throw new MagpieError('STORE_UNAVAILABLE', {}, { cause });
    });

  const bringHome = async ({ call, courier }: UnderWay, signal: AbortSignal) => {
    const home: Record<string, AttachmentRef> = {};
    for (const [option, attachment] of missing(call.options)) {
      const bytes = await read(courier, attachment, signal);
      const sha256 = await keep(() => blobs.put(bytes), signal);
      const kept: AttachmentRef = { kind: 'attachment', name: attachment.name, size: bytes.length, sha256 };
      await keep(() => store.keepAttachment(call.id, option, kept), signal);
      home[option] = kept;
    }
    return { ...call.options, ...home };
  };

  const fetchFiles = (way: UnderWay, signal: AbortSignal) =>
    few(async () => {
      await lull.reached();
      signal.throwIfAborted();
      using deadline = deadlineIn(maxFetchMs, signal);
      return await bringHome(way, deadline.signal);
    });

  const fetchAll = async (way: UnderWay, abort: AbortController) => {
    const { id } = way.call;
    try {
      way.progress.show({ kind: 'working', step: 'fetching' });
      await fetchFiles(way, abort.signal);
      abort.signal.throwIfAborted();
      way.timeline.passed('fetch');
      queue.enqueue(jobOf(way));
    } catch (error) {
      queue.release(id);
      // Cancelled or closing: whoever aborted says how the call goes on.
      if (!abort.signal.aborted) await finish.end(way, endedBy(error, way.say));
    } finally {
      fetching.delete(id);
    }
  };

  return {
    async enqueue(way) {
      if (missing(way.call.options).length === 0) return queue.enqueue(jobOf(way));
      const abort = new AbortController();
      const done = fetchAll(way, abort);
      fetching.set(way.call.id, { abort, done });
      await done;
    },
    bringHome: fetchFiles,
    cancel(callId) {
      fetching.get(callId)?.abort.abort(new MagpieError('CANCELLED'));
    },
    async close() {
      for (const { abort } of fetching.values()) abort.abort(new MagpieError('CLOSING'));
      await Promise.all([...fetching.values()].map(({ done }) => done));
    },
  };
}

/** What the platform does not give, for whatever reason of its own or in time, is gone. */
async function read(courier: Courier, attachment: AttachmentRef, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await unlessAborted(courier.read(attachment, signal), signal);
  } catch (cause) {
    if (cause instanceof MagpieError && cause.code !== 'DEADLINE_PASSED') throw cause;
    throw new MagpieError('ATTACHMENT_GONE', {}, { cause });
  }
}

/** Files that are not in the blob store yet. */
export const missing = (
  options: UnderWay['call']['options'],
): readonly (readonly [string, AttachmentRef])[] =>
  Object.entries(options).flatMap(([option, value]) =>
    typeof value === 'object' && value.sha256 === undefined ? [[option, value] as const] : [],
  );
