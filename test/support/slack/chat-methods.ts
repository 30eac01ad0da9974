import type { types } from '@slack/bolt';
import { acceptMessage, type MessageArgs } from './accept-message.ts';
import {
  type ApiCall,
  channelOf,
  type Handlers,
  joinedChannelOf,
  ownMessageOf,
  teamOf,
  textOf,
} from './api-call.ts';
import type { House } from './house.ts';
import { Refusal } from './refusal.ts';
import { type Channel, repliesTo, rootOf } from './world.ts';

export const chatMethods: Handlers = {
  'chat.postMessage': (house, call) => {
    const channel = joinedOrPublic(house, call);
    const { unfurl_links, unfurl_media } = call.args;
    if (unfurl_links !== false || unfurl_media !== false)
      house.blame(`${call.method}: links would be unfurled`);
    const message = accepted(house, call, channel);
    const { json } = house.messages.post(channel, { ...message, thread: threadOf(house, call, channel) });
    return { channel: channel.id, ts: json.ts, message: json };
  },
  'chat.update': (house, call) => {
    const channel = channelOf(house, call);
    const message = ownMessageOf(channel, textOf(call.args, 'ts'), 'cant_update_message');
    const { text, blocks, metadata } = accepted(house, call, channel);
    const given = textOf(call.args, 'text');
    house.messages.edit(channel, message, teamOf(call).bot.userId, {
      ...(given !== undefined && { text }),
      blocks,
      metadata,
    });
    const { json } = message;
    return { channel: channel.id, ts: json.ts, text: json.text, message: json };
  },
  'chat.delete': (house, call) => {
    const channel = channelOf(house, call);
    const message = ownMessageOf(channel, textOf(call.args, 'ts'), 'cant_delete_message');
    house.messages.remove(channel, message);
    return { channel: channel.id, ts: message.json.ts };
  },
  'chat.postEphemeral': (house, call) => {
    const channel = joinedChannelOf(house, call);
    const person = house.world.people.get(textOf(call.args, 'user') ?? '');
    if (!person || person.team !== channel.team || (channel.person && channel.person !== person))
      throw new Refusal('user_not_in_channel');
    const message = accepted(house, call, channel);
    const thread = threadOf(house, call, channel);
    if (thread !== undefined && repliesTo(channel, thread).length === 0) {
      house.blame(`${call.method}: nobody sees an ephemeral message in a thread without replies`);
      return { message_ts: house.clock.ts() };
    }
    const { json } = house.messages.post(channel, { ...message, thread, visibleTo: person.id });
    return { message_ts: json.ts };
  },
  'chat.getPermalink': (house, call) => {
    const channel = channelOf(house, call);
    const ts = textOf(call.args, 'message_ts') ?? '';
    if (!rootOf(channel, ts)) throw new Refusal('message_not_found');
    const place = `https://${channel.team.domain}.slack.com/archives/${channel.id}`;
    return { channel: channel.id, permalink: `${place}/p${ts.replace('.', '')}` };
  },
};

function accepted(house: House, { method, args, team }: ApiCall, channel: Channel) {
  for (const loud of ['link_names', 'parse', 'reply_broadcast'])
    if (args[loud] && args[loud] !== 'none') house.blame(`${method}: ${loud} makes a message louder`);
  const message: MessageArgs = {
    ...args,
    text: textOf(args, 'text'),
    markdown_text: textOf(args, 'markdown_text'),
    // The rules look at them before anybody reads them.
    blocks: args.blocks as readonly types.KnownBlock[] | undefined,
  };
  acceptMessage(house, message, { method, team: team ?? channel.team, channel });
  return { ...message, text: message.text ?? message.markdown_text ?? '' };
}

function joinedOrPublic(house: House, call: ApiCall): Channel {
  const channel = channelOf(house, call);
  const mayAnywhere = channel.kind === 'channel' && teamOf(call).scopes.has('chat:write.public');
  return mayAnywhere ? channel : joinedChannelOf(house, call);
}

/** The thread's first message, also where a reply was named instead. */
export function threadOf(house: House, { method, args }: ApiCall, channel: Channel): string | undefined {
  const named = textOf(args, 'thread_ts');
  if (named === undefined) return undefined;
  const root = rootOf(channel, named);
  if (!root) throw new Refusal('thread_not_found');
  const thread = root.json.thread_ts ?? root.json.ts;
  if (thread !== named) house.blame(`${method}: thread_ts names a reply`);
  return thread;
}
