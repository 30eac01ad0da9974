import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../call.ts';
import type { CallStore, StoredCall } from '../call-store.ts';
import type { Courier } from '../platform.ts';

export interface LateCourierOptions {
  readonly store: CallStore;
  readonly now: () => Date;
}

/** Milliseconds after which a first answer has come, or will not: platforms take one for three seconds. */
const answeredByMs = 4000;
const lookEveryMs = 50;

/**
 * Of a call that another process took in: it shows nothing before that one has given the first answer, and then goes by the
 * address that this has left in the row.
 */
export function createLateCourier(
  courier: Courier,
  stored: StoredCall,
  { store, now }: LateCourierOptions,
): Courier {
  const answered = async (): Promise<Call> => {
    if (stored.told) return stored.call;
    // The clock of the other machine may be ahead.
    const until = Math.min(Date.parse(stored.call.receivedAt), now().getTime()) + answeredByMs;
    for (;;) {
      const row = await store.get(stored.call.id);
      // A row that is gone has nobody waiting for it.
      if (!row || row.told || now().getTime() >= until) return row?.call ?? stored.call;
      await sleep(lookEveryMs);
    }
  };
  let known: Promise<Call> | undefined;
  const addressed = () => {
    known ??= answered().catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    ...courier,
    progress: async (_, ...what) => courier.progress(await addressed(), ...what),
    deliver: async (_, reply) => courier.deliver(await addressed(), reply),
  };
}
