import type { CallStore, StoredCall } from '../call-store.ts';
import { MagpieError } from '../errors.ts';
import type { Job, JobQueue, Ran } from '../job-queue.ts';
import type { Log } from '../log.ts';
import { asMagpieError } from '../problem.ts';
import { type Collect, missing } from './collect.ts';
import type { Company } from './company.ts';
import type { Deliver } from './deliver.ts';
import { endedBy } from './ending.ts';
import type { Finish } from './finish.ts';
import { type RetryPolicy, retry } from './retry.ts';
import type { Run } from './run.ts';
import type { CallsUnderWay, UnderWay } from './under-way.ts';

export interface TakeUpOptions {
  readonly underWay: CallsUnderWay;
  readonly store: CallStore;
  readonly queue: JobQueue;
  readonly collect: Collect;
  readonly run: Run;
  readonly company: Company;
  readonly finish: Finish;
  readonly deliver: Deliver;
  readonly log: Log;
  readonly saving: RetryPolicy;
  /** Pauses before a call is tried again, of which here only the number counts: each try costs a process, and others wait for its heartbeat. */
  readonly pausesMs: readonly number[];
  /** Aborts when this process begins to stop. */
  readonly stop: AbortSignal;
}

/**
 * Runs what the shared queue hands out, whichever process took it in, and however far another one has come with it: a call that was cut
 * off runs again, alone, so that it takes no other along; one whose reply is stored is only delivered. Never rejects.
 */
export function createTakeUp(options: TakeUpOptions): (job: Job, signal: AbortSignal) => Promise<Ran> {
  const { underWay, store, collect, run, company, finish, deliver, log, saving, pausesMs, stop } = options;

  const wayOf = (stored: StoredCall): UnderWay | undefined =>
    underWay.get(stored.call.id) ?? underWay.openForeign(stored);

  /** What its process could not do any more. False when it ended the call. */
  const bringHome = async (
    way: UnderWay,
    stored: StoredCall,
    signal: AbortSignal,
  ): Promise<Ran | undefined> => {
    if (missing(stored.call.options).length === 0) return undefined;
    try {
      await collect.bringHome({ ...way, call: stored.call }, signal);
      return undefined;
    } catch (error) {
      const { code } = asMagpieError(signal.aborted ? signal.reason : error);
      if (code === 'CLOSING') return { kind: 'back' };
      if (code === 'TAKEN_OVER') return { kind: 'kept' };
      return finish.end(way, endedBy(signal.aborted ? signal.reason : error, way.say), {
        attempt: stored.attempts,
      });
    }
  };

  const takeUp = async (job: Job, signal: AbortSignal): Promise<Ran> => {
    const stored = await retry(() => store.get(job.id), saving, stop);
    if (!stored) return { kind: 'over' };
    const { state, attempts, reply, outcome = 'done', changedAt } = stored;
    if (state !== 'queued' && state !== 'running' && state !== 'replying') return { kind: 'over' };
    const way = wayOf(stored);
    if (!way) {
      log.warn(
        { callId: job.id, platform: stored.call.platform },
        'call left alone: its platform is off here',
      );
      return { kind: 'kept' };
    }
    if (state === 'replying') {
      if (!reply) return { kind: 'over' };
      return {
        kind: 'answered',
        delivered: deliver.start(way, { ending: { reply, outcome }, at: new Date(changedAt) }),
      };
    }
    const ended = await bringHome(way, stored, signal);
    if (ended) return ended;
    if (state === 'running') {
      // The first time it ran in company: that death may have been another's fault.
      if (attempts > pausesMs.length) {
        return finish.end(way, endedBy(new MagpieError('QUARANTINED'), way.say), { attempt: attempts });
      }
      return (await company.alone(() => run(job.id, signal, attempts))) ?? { kind: 'back' };
    }
    // What answers at once waits for nobody: otherwise nobody could cancel what runs alone.
    const work = () => run(job.id, signal);
    return (await (job.lane === 'now' ? work() : company.join(work, signal))) ?? { kind: 'back' };
  };

  return (job, signal) =>
    takeUp(job, signal).catch((error) => {
      log.error({ callId: job.id, err: error }, 'call kept for the next try');
      return { kind: 'kept' as const };
    });
}
