import type { CallStore } from '../call-store.ts';
import { MagpieError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Deliver, Times } from './deliver.ts';
import { type Ending, endedBy } from './ending.ts';
import { type RetryPolicy, retry } from './retry.ts';
import type { CallsUnderWay, UnderWay } from './under-way.ts';

export interface FinishOptions {
  readonly underWay: CallsUnderWay;
  readonly store: CallStore;
  readonly deliver: Deliver;
  readonly log: Log;
  readonly now: () => Date;
  readonly saving: RetryPolicy;
  /** Aborts when this process ends: nothing is saved any more. */
  readonly end: AbortSignal;
}

export interface Finish {
  /**
   * Saves how a call ended and has it delivered. False when it was over already, or when the store takes nothing: the row then
   * stays as it is, and the call is resumed after the next start. Never rejects.
   */
  end(way: UnderWay, ending: Ending, times?: Times): Promise<boolean>;
  /** How this call ended is being saved: too late to cancel it. */
  isSaving(callId: string): boolean;
}

export function createFinish(options: FinishOptions): Finish {
  const { underWay, store, deliver, log, now, saving, end } = options;
  const beingSaved = new Set<string>();

  const save = async ({ call, say }: UnderWay, ending: Ending): Promise<Ending | undefined> => {
    const write = ({ outcome, reply, turn }: Ending) =>
      retry(() => store.finish(call.id, { outcome, reply, ...(turn && { turn }) }), saving, end);
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
    async end(way, ending, times) {
      const { id } = way.call;
      beingSaved.add(id);
      try {
        const saved = await save(way, ending);
        if (saved) deliver.start(way, { ending: saved, at: now(), ...(times && { times }) });
        else underWay.forget(id);
        return saved !== undefined;
      } catch (error) {
        log.error({ callId: id, err: error }, 'call kept for the next start');
        underWay.forget(id);
        return false;
      } finally {
        beingSaved.delete(id);
      }
    },
    isSaving: (callId) => beingSaved.has(callId),
  };
}
