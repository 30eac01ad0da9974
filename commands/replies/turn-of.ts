import type { Call } from '../../src/core/call.ts';
import type { CallOf } from '../../src/core/command.ts';
import { MagpieError } from '../../src/core/errors.ts';
import type { HistoryStore, Turn } from '../../src/core/history.ts';

/** The option by which a button names the answer that it stands under. */
export const ofAnswer = { call: { kind: 'text', required: true, maxLength: 64 } } as const;

/** A turn with SQL. */
export type AskedTurn = Turn & { readonly asked: NonNullable<Turn['asked']> };

/**
 * The answer that a button stands under. Throws CALL_UNKNOWN when it is gone, when this person may not see it, and when it
 * belongs to another channel: a call's id is no permission.
 */
export async function turnOf(
  call: Omit<Call, 'options'> & Pick<CallOf<typeof ofAnswer>, 'options'>,
  history: HistoryStore,
): Promise<AskedTurn> {
  const turn = await history.ofCall(call.options.call, call.caller.id);
  const here = call.conversation;
  if (
    turn?.asked === undefined ||
    turn.conversation.workspace !== here.workspace ||
    turn.conversation.channel !== here.channel
  ) {
    throw new MagpieError('CALL_UNKNOWN');
  }
  return { ...turn, asked: turn.asked };
}
