import type { Conversation } from '../../core/call.ts';

/** Whether two people, or somebody and the bot, are alone there. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');

/** The conversation of a place. A direct message is one from its beginning to its end, whatever threads are in it. */
export function conversationIn(team: string, channel: string, thread: string | undefined): Conversation {
  if (isDirect(channel)) return { workspace: team, channel, thread: channel };
  return { workspace: team, channel, ...(thread !== undefined && { thread }) };
}
