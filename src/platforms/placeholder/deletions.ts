import type { Call } from '../../core/call.ts';
import type { CallStore } from '../../core/call-store.ts';
import type { Json } from '../../core/json.ts';
import type { Intake } from './intake.ts';
import type { NewCall } from './new-call.ts';
import type { Outlet, Outlets } from './outlets.ts';

export interface DeletionOptions<Address extends Json> {
  readonly calls: Pick<CallStore, 'get'>;
  readonly outlets: Outlets;
  readonly intake: Intake;
  readonly newCall: NewCall<Address>;
  /** Where a call is answered by which nothing is said. */
  readonly silently: (call: Call) => Address;
  readonly remove: (call: Call, message: string) => Promise<void>;
  readonly now: () => Date;
}

/**
 * Who deletes the question, or the message in which its answer is waited for, does not want it any more. `isThere` tells
 * whether a call was asked or waits in the message that was deleted. Rejects when what waits for a deleted question cannot be removed.
 */
export type Deletion = (message: string, isThere: (outlet: Outlet) => boolean) => Promise<void>;

export function createDeletion<Address extends Json>(options: DeletionOptions<Address>): Deletion {
  const { calls, outlets, intake, newCall, silently, remove, now } = options;
  return async (deleted, isThere) => {
    const call = outlets.waiting(isThere);
    if (!call) return;
    // Another process may have answered it.
    const stored = await calls.get(call.id);
    if (stored?.state !== 'queued' && stored?.state !== 'running') return;
    const { conversation, caller } = call;
    const cancelled = newCall(
      {
        command: 'cancel',
        options: { call: call.id },
        conversation,
        caller,
        replyTo: silently(call),
        dedupeKey: `deleted:${call.id}`,
      },
      now(),
    );
    await intake(cancelled, { acknowledge: async () => undefined, refuse: async () => undefined });
    const outlet = outlets.of(call);
    await outlet.inTurn(async () => {
      const { message } = outlet;
      // What waits for an answer to a question that is no longer there would stand alone.
      if (message !== undefined && message !== deleted) await remove(call, message);
    });
  };
}
