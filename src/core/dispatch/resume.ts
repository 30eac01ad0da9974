import type { CallStore, StoredCall } from '../call-store.ts';
import type { JobQueue } from '../job-queue.ts';
import type { Log } from '../log.ts';
import type { Collect } from './collect.ts';
import type { Company } from './company.ts';
import type { Deliver } from './deliver.ts';
import type { Replay } from './replay.ts';
import { type RetryPolicy, retry } from './retry.ts';
import type { Run } from './run.ts';
import { type CallsUnderWay, jobOf, type UnderWay } from './under-way.ts';

export interface ResumeOptions {
  readonly underWay: CallsUnderWay;
  readonly store: CallStore;
  readonly queue: JobQueue;
  readonly collect: Collect;
  readonly run: Run;
  readonly company: Company;
  readonly replay: Replay;
  readonly deliver: Deliver;
  readonly log: Log;
  readonly saving: RetryPolicy;
  /** Aborts when this process begins to stop. */
  readonly stop: AbortSignal;
}

export interface Resume {
  /** Takes up what an earlier process left; resolves when the queue has started. Rejects when the store cannot be read. */
  start(): Promise<void>;
  /** Resolves when nothing is taken up any more. */
  close(): Promise<void>;
}

export function createResume(options: ResumeOptions): Resume {
  const { underWay, store, queue, collect, run, company, replay, deliver, log, saving, stop } = options;
  let started: Promise<void> = Promise.resolve();

  /** What stood in the store when this process started, nothing of it running any more. */
  const unfinished = async (): Promise<readonly StoredCall[]> => {
    const found = await retry(store.unfinished, saving, stop);
    const running = found.filter(({ state }) => state === 'running').map(({ call }) => call.id);
    // Of several nobody knows which one ended the process.
    const attempt = running.length === 1 ? 'counts' : 'does not count';
    await retry(() => store.putBack(running, attempt), saving, stop);
    return found;
  };

  const takeUp = ({ call }: StoredCall): UnderWay | undefined => {
    // Taken in by this process while it started.
    if (underWay.get(call.id)) return undefined;
    const way = underWay.open(call);
    if (!way) log.warn({ callId: call.id, platform: call.platform }, 'call left alone: its platform is off');
    return way;
  };

  const start = async () => {
    const left = await unfinished();
    if (stop.aborted) return;
    const inCompany = left.filter(({ state }) => state === 'running').length > 1;
    for (const stored of left) {
      const way = takeUp(stored);
      if (!way) continue;
      const { state, attempts, reply, outcome = 'done', changedAt } = stored;
      if (state === 'replying') {
        if (reply) deliver.start(way, { ending: { reply, outcome }, at: new Date(changedAt) });
        continue;
      }
      // Its place in its thread, while its files are fetched or it waits to be alone.
      queue.admit(jobOf(way));
      if (state === 'running') replay.add(way, inCompany ? attempts - 1 : attempts);
      else if (attempts > 0) replay.add(way, attempts);
      else collect.enqueue(way);
    }
    queue.start(async (job, signal) => {
      const work = () => run(job.id, signal);
      // What answers at once waits for nobody: otherwise nobody could cancel what runs alone.
      return (await (job.lane === 'now' ? work() : company.join(work, signal))) ?? { kind: 'back' };
    });
    replay.start();
  };

  return {
    start() {
      started = start();
      return started;
    },
    async close() {
      // Why it could not start was told to whoever started it.
      await started.catch(() => {});
    },
  };
}
