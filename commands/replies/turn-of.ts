import type { Call } from '../../src/core/call.ts';
import type { CallOf } from '../../src/core/command.ts';
import { MagpieError } from '../../src/core/errors.ts';
import type { Turn } from '../../src/core/history.ts';
import { maySee } from '../../src/core/seen-history.ts';
import type { Services, Source } from '../../src/core/services.ts';

/** The option by which a button names the answer that it stands under. */
export const ofAnswer = { call: { kind: 'text', required: true, maxLength: 64 } } as const;

export interface AskedTurn {
  readonly turn: Turn;
  readonly asked: NonNullable<Turn['asked']>;
  /** Of the source. */
  readonly title: string;
}

export type ButtonCall = Omit<Call, 'options'> & Pick<CallOf<typeof ofAnswer>, 'options'>;

/**
 * The answer that a button stands under, whatever command gave it. Throws CALL_UNKNOWN when it is gone, when this person may
 * not see it, and when it belongs to another channel (a call's id is no permission); SOURCE_FORBIDDEN when this person may not
 * ask its source here, or not all of what the answer may show: they saw what was posted, and get no more of it.
 */
export async function answerHere(call: ButtonCall, { history, sources }: Services): Promise<Turn> {
  const turn = await history.ofCall(call.options.call, call.caller.id);
  const { workspace, channel } = call.conversation;
  const here = turn?.conversation.workspace === workspace && turn.conversation.channel === channel;
  if (!turn || !here) throw new MagpieError('CALL_UNKNOWN');
  if (turn.asked && !maySee(turn, sources))
    throw new MagpieError('SOURCE_FORBIDDEN', { source: turn.asked.source });
  return turn;
}

/** The answer to a question, with its source. */
export async function turnOf(call: ButtonCall, services: Services): Promise<AskedTurn> {
  const turn = await answerHere(call, services);
  const { asked } = turn;
  const title = asked?.file?.name ?? services.sources.get(asked?.source ?? '')?.data.title;
  if (!asked || title === undefined) throw new MagpieError('CALL_UNKNOWN');
  return { turn, asked, title };
}

/** The source of an answer, to be asked again. Rejects with BLOB_GONE for a file that is no longer kept. */
export async function sourceOf(
  { asked: { source: name, file } }: AskedTurn,
  { sources, openFile }: Services,
  signal: AbortSignal,
): Promise<Source> {
  const source = file ? await openFile(file, signal) : sources.get(name);
  if (!source) throw new MagpieError('CALL_UNKNOWN');
  return source;
}
