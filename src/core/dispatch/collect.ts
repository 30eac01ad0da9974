import type { BlobStore } from '../blob-store.ts';
import type { AttachmentRef } from '../call.ts';
import type { CallStore } from '../call-store.ts';
import { MagpieError } from '../errors.ts';
import type { JobQueue } from '../job-queue.ts';
import { asMagpieError } from '../problem.ts';
import { deadlineIn } from './deadline.ts';
import { endedBy } from './ending.ts';
import type { Finish } from './finish.ts';
import { type RetryPolicy, retry } from './retry.ts';
import { jobOf, type UnderWay } from './under-way.ts';

export interface CollectOptions {
  readonly store: CallStore;
  readonly blobs: BlobStore;
  readonly queue: JobQueue;
  readonly finish: Finish;
  readonly saving: RetryPolicy;
  /** Milliseconds for all files of one call. */
  readonly maxFetchMs: number;
}

export interface Collect {
  /** Brings the call's files home, while the platform still has them, then puts the call in its lane. Never rejects. */
  enqueue(way: UnderWay): Promise<void>;
  /** True when its files were still being fetched. */
  cancel(callId: string): boolean;
  /** Fetches no more; what is missing is fetched after the next start. */
  close(): Promise<void>;
}

export function createCollect({ store, blobs, queue, finish, saving, maxFetchMs }: CollectOptions): Collect {
  const fetching = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();

  const bringHome = async ({ call, courier }: UnderWay, signal: AbortSignal) => {
    for (const [option, attachment] of missing(call.options)) {
      signal.throwIfAborted();
      const bytes = await courier.read(attachment, signal).catch((error) => {
        throw signal.aborted || error instanceof MagpieError
          ? error
          : new MagpieError('ATTACHMENT_GONE', {}, { cause: error });
      });
      const sha256 = await retry(() => blobs.put(bytes), saving, signal);
      const kept: AttachmentRef = { kind: 'attachment', name: attachment.name, size: bytes.length, sha256 };
      await retry(() => store.keepAttachment(call.id, option, kept), saving, signal);
    }
  };

  const fetchAll = async (way: UnderWay, abort: AbortController) => {
    const { id } = way.call;
    using deadline = deadlineIn(maxFetchMs, abort.signal);
    try {
      way.progress.show({ kind: 'working', step: 'fetching' });
      await bringHome(way, deadline.signal);
      deadline.signal.throwIfAborted();
      fetching.delete(id);
      queue.enqueue(jobOf(way));
    } catch (error) {
      fetching.delete(id);
      queue.release(id);
      // Cancelled or closing: whoever aborted says how the call goes on.
      if (abort.signal.aborted) return;
      const late = asMagpieError(error).code === 'DEADLINE_PASSED' || deadline.signal.aborted;
      const ending = endedBy(
        late ? new MagpieError('ATTACHMENT_GONE', {}, { cause: error }) : error,
        way.say,
      );
      await finish.end(way, ending);
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
    cancel(callId) {
      const fetch = fetching.get(callId);
      fetch?.abort.abort(new MagpieError('CANCELLED'));
      return fetch !== undefined;
    },
    async close() {
      for (const { abort } of fetching.values()) abort.abort(new MagpieError('CLOSING'));
      await Promise.all([...fetching.values()].map(({ done }) => done));
    },
  };
}

const missing = (options: UnderWay['call']['options']): readonly (readonly [string, AttachmentRef])[] =>
  Object.entries(options).flatMap(([option, value]) =>
    typeof value === 'object' && value.sha256 === undefined ? [[option, value] as const] : [],
  );
