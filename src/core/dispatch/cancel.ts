import type { CallStore } from '../call-store.ts';
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
 * it is over. Rejects with CALL_UNKNOWN, or with NOT_YOURS for anybody but its caller.
 */
export type Cancel = (callId: string, callerId: string) => Promise<boolean>;

export function createCancel({ underWay, store, queue, collect, replay, finish }: CancelOptions): Cancel {
  return async (callId, callerId) => {
    const stored = await store.get(callId);
    if (!stored) throw new MagpieError('CALL_UNKNOWN');
    if (stored.call.caller.id !== callerId) throw new MagpieError('NOT_YOURS');
    if (stored.state !== 'queued' && stored.state !== 'running') return false;

    const way = underWay.get(callId) ?? underWay.openForeign(stored);
    if (!way || finish.isSaving(callId)) return false;
    if (replay.cancel(callId)) return true;
    collect.cancel(callId);
    if (queue.cancel(callId) === 'aborted') return true;
    if (queue.shared && stored.state === 'running') {
      await queue.shared.cancelElsewhere(callId);
      return true;
    }
    const ran = await finish.end(way, endedBy(new MagpieError('CANCELLED'), way.say));
    return ran.kind === 'answered';
  };
}
