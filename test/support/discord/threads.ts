import { ChannelType, GatewayIntentBits, MessageFlags } from 'discord.js';
import type { House } from './house.ts';
import { Refusal } from './refusal.ts';
import { type Channel, isThread, type Message } from './world.ts';
import { channelJson } from './world-json.ts';

interface NewThread {
  readonly channel: Channel;
  readonly message: Message;
  readonly name: string;
  readonly owner: string;
}

/** A thread has the id of the message that it starts from. */
export function openThread({ world, gateway }: House, { channel, message, name, owner }: NewThread): Channel {
  if (!channel.guild || isThread(channel)) throw new Refusal('wrongChannelType');
  if (message.json.thread) throw new Refusal('threadExists');
  const thread = world.addChannel(
    { type: ChannelType.PublicThread, name, guild: channel.guild, parent: channel, owner, denied: new Set() },
    message.json.id,
  );
  message.json = {
    ...message.json,
    flags: (message.json.flags ?? 0) | MessageFlags.HasThread,
    // The JSON lacks only what nobody reads of a thread.
    thread: channelJson(thread) as never,
  };
  gateway.dispatch({
    t: 'THREAD_CREATE',
    d: { ...channelJson(thread), newly_created: true },
    guild: channel.guild.id,
    needs: GatewayIntentBits.Guilds,
  });
  return thread;
}
