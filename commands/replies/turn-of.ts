import type { Call } from '../../src/core/call.ts';
import type { CallOf } from '../../src/core/command.ts';
import { MagpieError } from '../../src/core/errors.ts';
import type { Turn } from '../../src/core/history.ts';
import type { Services, Source } from '../../src/core/services.ts';

/** The option by which a button names the answer that it stands under. */
export const ofAnswer = { call: { kind: 'text', required: true, maxLength: 64 } } as const;

export interface AskedTurn {
  readonly turn: Turn;
  readonly asked: NonNullable<Turn['asked']>;
  readonly source: Source;
}

/**
 * The answer that a button stands under. Throws CALL_UNKNOWN when it is gone, when this person may not see it, when it belongs
 * to another channel (a call's id is no permission), and when its source may not be asked here any more.
 */
export async function turnOf(
  call: Omit<Call, 'options'> & Pick<CallOf<typeof ofAnswer>, 'options'>,
  { history, sources }: Services,
): Promise<AskedTurn> {
  const turn = await history.ofCall(call.options.call, call.caller.id);
  const asked = turn?.asked;
  const source = asked && sources.get(asked.source);
  const { workspace, channel } = call.conversation;
  const here = turn?.conversation.workspace === workspace && turn.conversation.channel === channel;
  if (!turn || !asked || !source || !here) throw new MagpieError('CALL_UNKNOWN');
  return { turn, asked, source };
}
