import type { CallStore } from '../call-store.ts';
import { MagpieError } from '../errors.ts';
import type { Log } from '../log.ts';
import { logProblem } from '../problem.ts';
import type { Reply } from '../reply.ts';
import { type Ending, endedBy } from './ending.ts';
import { type RetryPolicy, retry } from './retry.ts';
import type { CallsUnderWay, UnderWay } from './under-way.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface FinishOptions {
  readonly underWay: CallsUnderWay;
  readonly store: CallStore;
  readonly log: Log;
  readonly saving: RetryPolicy;
  readonly delivering: RetryPolicy;
  /** Aborts when this process begins to stop: no delivery is tried again then, but after the next start. */
  readonly stop: AbortSignal;
  /** Aborts when it ends: nothing is saved any more. */
  readonly end: AbortSignal;
}

/** Milliseconds, for the log line. */
export interface Times {
  readonly waitedMs: number;
  readonly ranMs: number;
}

export interface Finish {
  /** Saves how a call ended, then delivers it in the background. False when it was over already. */
  end(way: UnderWay, ending: Ending, times?: Times): Promise<boolean>;
  /** Delivers a reply that is saved. */
  deliver(way: UnderWay, reply: Reply, ending?: Ending, times?: Times): void;
  /** The reply of this call is being saved: too late to cancel it. */
  isSaving(callId: string): boolean;
  /** Resolves when no delivery is under way. */
  idle(): Promise<void>;
}

export function createFinish(options: FinishOptions): Finish {
  const { underWay, store, log, saving, delivering, stop, end: processEnd } = options;
  const deliveries = new Set<Promise<void>>();
  const beingSaved = new Set<string>();

  const save = async (way: UnderWay, { outcome, reply, turn }: Ending) => {
    const end = { outcome, reply, ...(turn && { turn }) };
    return retry(() => store.finish(way.call.id, end), saving, processEnd);
  };

  /** The store took none of it for a while. It may be the reply's own fault: then a smaller one goes in. */
  const saveSmaller = async (way: UnderWay, cause: unknown) => {
    if (processEnd.aborted) throw cause;
    const error = new MagpieError('UNEXPECTED', {}, { cause });
    const smaller = endedBy(error, way.say);
    return { saved: await save(way, smaller), ending: smaller };
  };

  const deliverNow = async (way: UnderWay, reply: Reply, ending?: Ending, times?: Times) => {
    const { call, courier, progress } = way;
    const line = {
      callId: call.id,
      platform: call.platform,
      command: call.command,
      lane: way.command?.lane,
      ...times,
      outcome: ending?.outcome,
    };
    try {
      await unlessAborted(progress.stop(), processEnd);
      const delivered = retry(async () => courier.deliver(call, reply), delivering, stop);
      const { opened } = await unlessAborted(delivered, processEnd);
      await retry(() => store.delivered(call.id, opened), saving, processEnd);
      if (ending?.error === undefined) log.info(line, 'call done');
      else logProblem(ending.error, log, line);
    } catch (error) {
      log.error({ ...line, err: error }, 'reply kept: it is delivered after the next start');
    } finally {
      underWay.forget(call.id);
    }
  };

  const deliver: Finish['deliver'] = (way, reply, ending, times) => {
    const delivery = deliverNow(way, reply, ending, times).finally(() => deliveries.delete(delivery));
    deliveries.add(delivery);
  };

  return {
    async end(way, ending, times) {
      beingSaved.add(way.call.id);
      try {
        const { saved, ending: kept } = await save(way, ending).then(
          (saved) => ({ saved, ending }),
          (error) => saveSmaller(way, error),
        );
        if (saved) deliver(way, kept.reply, kept, times);
        else underWay.forget(way.call.id);
        return saved;
      } finally {
        beingSaved.delete(way.call.id);
      }
    },
    deliver,
    isSaving: (callId) => beingSaved.has(callId),
    async idle() {
      while (deliveries.size > 0) await Promise.all(deliveries);
    },
  };
}
