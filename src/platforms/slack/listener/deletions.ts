import type { Intake } from '../../placeholder/intake.ts';
import type { Outlets } from '../../placeholder/outlets.ts';
import { addressOf } from '../address.ts';
import type { SlackApi } from '../api.ts';
import { newCall } from '../new-call.ts';

export interface DeletionOptions {
  readonly outlets: Outlets;
  readonly intake: Intake;
  readonly api: Pick<SlackApi, 'remove'>;
  readonly now: () => Date;
}

/**
 * Who deletes the question, or the message in which its answer is waited for, does not want it any more. Rejects with
 * SlackRefused when what waits for a deleted question cannot be removed.
 */
export function createDeletions({ outlets, intake, api, now }: DeletionOptions) {
  return async (team: string, channel: string, ts: string): Promise<void> => {
    const call = outlets.waiting((outlet) => {
      const at = addressOf(outlet.call);
      return at.team === team && at.channel === channel && (outlet.message === ts || at.about === ts);
    });
    if (!call) return;
    const at = addressOf(call);
    const { conversation, caller } = call;
    const cancelled = newCall(
      {
        command: 'cancel',
        options: { call: call.id },
        conversation,
        caller,
        replyTo: { ...at, silent: true },
        dedupeKey: `deleted:${call.id}`,
      },
      now(),
    );
    await intake(cancelled, { acknowledge: async () => undefined, refuse: async () => undefined });
    const outlet = outlets.of(call);
    await outlet.inTurn(async () => {
      const { message } = outlet;
      // What waits for an answer to a question that is no longer there would stand alone.
      if (message !== undefined && message !== ts) await api.remove(at, message);
    });
  };
}
