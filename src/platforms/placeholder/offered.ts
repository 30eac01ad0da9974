import type { Conversation } from '../../core/call.ts';
import type { CallStore } from '../../core/call-store.ts';
import type { Action } from '../../core/reply.ts';

interface Pressed {
  readonly command: string;
  readonly options: Action['options'];
  readonly input: string;
}

/**
 * The action behind a button, from the answer that it stands under: an id has no room for a text that is to be changed.
 * Undefined when the answer is gone, or not this person's to see here.
 */
export async function offeredAction(
  calls: Pick<CallStore, 'get'>,
  { command, options, input }: Pressed,
  { conversation, callerId }: { readonly conversation: Conversation; readonly callerId: string },
): Promise<Action | undefined> {
  const stored = typeof options.call === 'string' ? await calls.get(options.call) : undefined;
  if (!stored?.reply) return undefined;
  const { call, reply } = stored;
  const { workspace, channel } = call.conversation;
  const isHere = workspace === conversation.workspace && channel === conversation.channel;
  const isSeen = reply.visibility === 'channel' || call.caller.id === callerId;
  if (!isHere || !isSeen) return undefined;
  return reply.actions.find((action) => action.command === command && action.input?.option === input);
}
