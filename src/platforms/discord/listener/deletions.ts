import { addressOf } from '../address.ts';
import type { Outlets } from '../courier/outlets.ts';
import { newCall } from '../new-call.ts';
import type { Intake } from './intake.ts';

/** Who deletes the question, or the message in which its answer is waited for, does not want it any more. Never rejects. */
export function createDeletions({
  outlets,
  intake,
  now,
}: {
  readonly outlets: Outlets;
  readonly intake: Intake;
  readonly now: () => Date;
}) {
  return async ({ id }: { readonly id: string }): Promise<void> => {
    const call = outlets.waitingIn(id);
    if (!call) return;
    const { conversation, caller } = call;
    const cancelled = newCall(
      {
        command: 'cancel',
        options: { call: call.id },
        conversation,
        caller,
        replyTo: { ...addressOf(call), silent: true },
        dedupeKey: `deleted:${id}`,
      },
      now(),
    );
    await intake(cancelled, { acknowledge: async () => undefined, refuse: async () => undefined });
  };
}
