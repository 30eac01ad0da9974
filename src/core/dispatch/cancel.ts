import type { CallStore, StoredCall } from '../call-store.ts';
import { MagpieError } from '../errors.ts';
import type { JobQueue } from '../job-queue.ts';
import type { Collect } from './collect.ts';
import { endedBy } from './ending.ts';
import type { Finish } from './finish.ts';
import type { Replay } from './replay.ts';
import type { CallsUnderWay } from './under-way.ts';

export interface CancelOptions {
  readonly underWay: CallsUnderWay;
  readonly store: CallStore;
  readonly queue: JobQueue;
  readonly collect: Collect;
  readonly replay: Replay;
  readonly finish: Finish;
}

/**
 * True when the call was under way and ends as cancelled: at once if it waits, otherwise when its work has stopped. False when
 * it is over. Rejects with CALL_UNKNOWN.
 */
export interface Cancel {
  /** Rejects with NOT_YOURS for anybody but its caller. */
  byCaller(callId: string, callerId: string): Promise<boolean>;
  byOperator(callId: string): Promise<boolean>;
}

export function createCancel({ underWay, store, queue, collect, replay, finish }: CancelOptions): Cancel {
  const known = async (callId: string): Promise<StoredCall> => {
    const stored = await store.get(callId);
    if (!stored) throw new MagpieError('CALL_UNKNOWN');
    return stored;
  };

  const cancel = async (stored: StoredCall, reason: MagpieError): Promise<boolean> => {
    const { call, state } = stored;
    if (state !== 'queued' && state !== 'running') return false;
    const way = underWay.get(call.id) ?? underWay.openForeign(stored);
    if (!way || finish.isSaving(call.id)) return false;
    if (replay.cancel(call.id, reason)) return true;
    collect.cancel(call.id);
    if (queue.cancel(call.id, reason) === 'aborted') return true;
    if (queue.shared && state === 'running') {
      await queue.shared.cancelElsewhere(call.id, reason);
      return true;
    }
    const ran = await finish.end(way, endedBy(reason, way.say));
    return ran.kind === 'answered';
  };

  return {
    async byCaller(callId, callerId) {
      const stored = await known(callId);
      if (stored.call.caller.id !== callerId) throw new MagpieError('NOT_YOURS');
      return cancel(stored, new MagpieError('CANCELLED'));
    },
    byOperator: async (callId) => cancel(await known(callId), new MagpieError('CANCELLED_BY_OPERATOR')),
  };
}
