import { type APIChannel, type APIInteraction, ChannelType } from 'discord.js';
import type { Conversation } from '../../core/call.ts';

/** The workspace of all direct messages: their channels belong to no server. */
const directMessages = 'dm';

export interface Place {
  readonly id: string;
  readonly type: ChannelType;
  /** The channel that a thread belongs to. */
  readonly parent?: string | undefined;
}

/**
 * The conversation of a place: a thread counts as part of the channel that it belongs to, and a direct message is one
 * conversation from its beginning to its end.
 */
export function conversationIn({ id, type, parent }: Place, guild: string | undefined): Conversation {
  if (guild === undefined) return { workspace: directMessages, channel: id, thread: id };
  if (!isThread(type) || parent === undefined) return { workspace: guild, channel: id };
  return { workspace: guild, channel: parent, thread: id };
}

export const isThread = (type: ChannelType): boolean =>
  type === ChannelType.PublicThread ||
  type === ChannelType.PrivateThread ||
  type === ChannelType.AnnouncementThread;

/** Where an interaction was used. */
export function conversationOf({ channel, guild_id }: APIInteraction): Conversation {
  if (!channel) throw new Error('an interaction without a channel');
  return conversationIn(placeOf(channel), guild_id);
}

export const placeOf = (channel: Partial<APIChannel> & Pick<APIChannel, 'id' | 'type'>): Place => ({
  id: channel.id,
  type: channel.type,
  parent: 'parent_id' in channel ? (channel.parent_id ?? undefined) : undefined,
});
