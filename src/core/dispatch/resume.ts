import type { CallStore, StoredCall } from '../call-store.ts';
import { MagpieError } from '../errors.ts';
import type { JobQueue } from '../job-queue.ts';
import type { Log } from '../log.ts';
import type { Collect } from './collect.ts';
import type { Deliver } from './deliver.ts';
import { endedBy } from './ending.ts';
import type { Finish } from './finish.ts';
import { type RetryPolicy, retry } from './retry.ts';
import type { Begin, Run } from './run.ts';
import { type CallsUnderWay, jobOf, type UnderWay } from './under-way.ts';

export interface ResumeOptions {
  readonly underWay: CallsUnderWay;
  readonly store: CallStore;
  readonly queue: JobQueue;
  readonly collect: Collect;
  readonly run: Run;
  readonly finish: Finish;
  readonly deliver: Deliver;
  readonly log: Log;
  readonly saving: RetryPolicy;
  /** Aborts when this process begins to stop. */
  readonly stop: AbortSignal;
}

export interface Resume {
  /** Takes up what an earlier process left; resolves when the queue has started. Rejects when the store cannot be read. */
  start(): Promise<void>;
  /** True when the call was being replayed. */
  cancel(callId: string): boolean;
  /** Replays no more; what is being replayed has `graceMs` to end. */
  close(graceMs: number): Promise<void>;
}

/** How often a call may end the process while it runs alone: then it is given up. */
const maxAttempts = 3;

interface Left {
  readonly way: UnderWay;
  readonly stored: StoredCall;
}

export function createResume(options: ResumeOptions): Resume {
  const { underWay, store, queue, collect, run, finish, deliver, log, saving, stop } = options;
  let replaying:
    | { readonly callId: string; readonly abort: AbortController; readonly done: Promise<void> }
    | undefined;

  const takeUp = (stored: StoredCall): readonly Left[] => {
    // Taken in by this process while it started.
    if (underWay.get(stored.call.id)) return [];
    const way = underWay.open(stored.call);
    if (way) return [{ way, stored }];
    log.warn(
      { callId: stored.call.id, platform: stored.call.platform },
      'call left alone: its platform is off',
    );
    return [];
  };

  const replay = async (callId: string, begin: Begin) => {
    const abort = new AbortController();
    const done = run(callId, abort.signal, begin);
    replaying = { callId, abort, done };
    await done;
    replaying = undefined;
  };

  /**
   * One of these may have ended the last process, so each runs alone and can take no other along. Of several nobody knows which
   * it was: that attempt does not count, and they are put back at once, so that the next death leaves one alone to blame.
   */
  const replayAll = async (suspects: readonly Left[]) => {
    const [alone, ...others] = suspects;
    if (!alone) return;
    if (others.length === 0) {
      if (alone.stored.attempts < maxAttempts) return replay(alone.way.call.id, (id) => store.beginAgain(id));
      await finish.end(alone.way, endedBy(new MagpieError('QUARANTINED'), alone.way.say));
      return;
    }
    for (const { way } of suspects) await retry(() => store.putBack(way.call.id), saving, stop);
    for (const { way } of suspects) {
      if (!stop.aborted) await replay(way.call.id, (id) => store.begin(id));
    }
  };

  return {
    async start() {
      const left = (await retry(store.unfinished, saving, stop)).flatMap(takeUp);
      const inState = (state: StoredCall['state']) => left.filter(({ stored }) => stored.state === state);

      for (const { way, stored } of inState('replying')) {
        const { reply, outcome = 'done', changedAt } = stored;
        if (reply) deliver.start(way, { ending: { reply, outcome }, at: new Date(changedAt) });
      }
      for (const { way } of inState('queued')) {
        // Its place in its thread, while its files are fetched.
        queue.admit(jobOf(way));
        collect.enqueue(way);
      }
      await replayAll(inState('running'));
      if (!stop.aborted) queue.start((job, signal) => run(job.id, signal, (id) => store.begin(id)));
    },
    cancel(callId) {
      if (replaying?.callId !== callId) return false;
      replaying.abort.abort(new MagpieError('CANCELLED'));
      return true;
    },
    async close(graceMs) {
      const last = replaying;
      if (!last) return;
      const timer = setTimeout(() => last.abort.abort(new MagpieError('CLOSING')), graceMs);
      await last.done;
      clearTimeout(timer);
    },
  };
}
