import type { StoreTransaction } from '../../../schema/store.ts';
import type { CallStore } from '../call-store.ts';
import { MagpieError } from '../errors.ts';
import type { JobQueue, Ran } from '../job-queue.ts';
import type { Log } from '../log.ts';
import type { Deliver, Times } from './deliver.ts';
import { type Ending, endedBy } from './ending.ts';
import { type RetryPolicy, retry } from './retry.ts';
import { type CallsUnderWay, jobOf, type UnderWay } from './under-way.ts';

export interface FinishOptions {
  readonly underWay: CallsUnderWay;
  readonly store: CallStore;
  readonly queue: JobQueue;
  readonly deliver: Deliver;
  readonly log: Log;
  readonly now: () => Date;
  readonly saving: RetryPolicy;
  /** Aborts when this process ends: nothing is saved any more. */
  readonly end: AbortSignal;
}

interface RunOfCall {
  readonly times?: Times;
  /** Which attempt it was, where another process may have begun a further one. */
  readonly attempt?: number;
}

export interface Finish {
  /**
   * Saves how a call ended and has it delivered. `over` when it was over already, or when the `attempt` is not its last any more; `kept`
   * when the store takes nothing: the row then stays as it is, and the call is taken up again. Never rejects.
   */
  end(way: UnderWay, ending: Ending, run?: RunOfCall): Promise<Exclude<Ran, { kind: 'back' }>>;
  /** How this call ended is being saved: too late to cancel it. */
  isSaving(callId: string): boolean;
}

export function createFinish(options: FinishOptions): Finish {
  const { underWay, store, queue, deliver, log, now, saving, end } = options;
  const { shared } = queue;
  const beingSaved = new Set<string>();

  const save = async (way: UnderWay, ending: Ending, attempt?: number): Promise<Ending | undefined> => {
    const { call, say } = way;
    const leave = shared && ((tx: StoreTransaction) => shared.leave(jobOf(way), tx));
    const write = ({ outcome, reply, turn }: Ending) => {
      const of = { outcome, reply, ...(turn && { turn }), ...(attempt !== undefined && { attempt }) };
      return retry(() => store.finish(call.id, of, leave), saving, end);
    };
    try {
      return (await write(ending)) ? ending : undefined;
    } catch (cause) {
      if (end.aborted) throw cause;
      // The store had its time to recover, so it may be the reply that it does not take: a small one tells the person.
      const smaller = endedBy(new MagpieError('UNEXPECTED', {}, { cause }), say);
      return (await write(smaller)) ? smaller : undefined;
    }
  };

  return {
    async end(way, ending, { times, attempt } = {}) {
      const { id } = way.call;
      beingSaved.add(id);
      try {
        const saved = await save(way, ending, attempt);
        if (saved) {
          way.timeline.passed('save');
          const delivered = deliver.start(way, { ending: saved, at: now(), ...(times && { times }) });
          return { kind: 'answered', delivered };
        }
        underWay.forget(id);
        return { kind: 'over' };
      } catch (error) {
        log.error({ callId: id, err: error }, 'call kept for the next start');
        underWay.forget(id);
        return { kind: 'kept' };
      } finally {
        beingSaved.delete(id);
      }
    },
    isSaving: (callId) => beingSaved.has(callId),
  };
}
