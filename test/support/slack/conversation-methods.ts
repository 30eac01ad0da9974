import {
  type Args,
  channelOf,
  type Handlers,
  joinedChannelOf,
  missingScope,
  needScopeFor,
  teamOf,
  textOf,
} from './api-call.ts';
import { Refusal } from './refusal.ts';
import { type Channel, type Message, repliesTo, rootOf } from './world.ts';

export const conversationMethods: Handlers = {
  'conversations.history': (house, call) => {
    const channel = joinedChannelOf(house, call);
    needScopeFor('history', channel, teamOf(call));
    const shown = channel.messages.filter(
      ({ json, visibleTo }) =>
        visibleTo === undefined && (json.thread_ts === undefined || json.thread_ts === json.ts),
    );
    return page(shown.toReversed(), channel, call.args);
  },
  'conversations.replies': (house, call) => {
    const channel = joinedChannelOf(house, call);
    needScopeFor('history', channel, teamOf(call));
    const named = rootOf(channel, textOf(call.args, 'ts') ?? '');
    if (!named) throw new Refusal('thread_not_found');
    const root = rootOf(channel, named.json.thread_ts ?? named.json.ts) ?? named;
    return page([root, ...repliesTo(channel, root.json.ts)], channel, call.args, root);
  },
  'conversations.info': (house, call) => {
    const channel = channelOf(house, call);
    needScopeFor('read', channel, teamOf(call));
    return { channel: channelJson(channel) };
  },
  'conversations.open': ({ world }, call) => {
    const team = teamOf(call);
    if (!team.scopes.has('im:write')) throw missingScope('im:write', team.scopes);
    const users = textOf(call.args, 'users');
    const known = world.channels.get(textOf(call.args, 'channel') ?? '');
    if (users === undefined) {
      if (known?.kind !== 'im' || known.team !== team) throw new Refusal('channel_not_found');
      return { channel: { id: known.id } };
    }
    const person = world.people.get(users);
    if (person?.team !== team) throw new Refusal('user_not_found');
    return { no_op: true, already_open: true, channel: { id: world.directChannel(person).id } };
  },
};

/** Bounds and limit as asked for. What a thread hangs on is always there, and counts. */
function page(messages: readonly Message[], channel: Channel, args: Args, root?: Message) {
  const { inclusive, include_all_metadata } = args;
  const oldest = textOf(args, 'oldest') ?? '0';
  const latest = textOf(args, 'latest');
  const fits = (ts: string) =>
    (Number(ts) > Number(oldest) && (latest === undefined || Number(ts) < Number(latest))) ||
    (inclusive === true && (ts === oldest || ts === latest));
  const all = messages.filter((message) => message === root || fits(message.json.ts));
  const from = Number(textOf(args, 'cursor') ?? 0);
  const limit = Number(args.limit ?? 1000);
  const more = from + limit < all.length;
  return {
    messages: all.slice(from, from + limit).map(({ json: { metadata, ...json } }) => ({
      ...json,
      ...(include_all_metadata === true && metadata !== undefined && { metadata }),
      ...threadSummary(channel, json.ts),
    })),
    has_more: more,
    response_metadata: { next_cursor: more ? String(from + limit) : '' },
  };
}

function threadSummary(channel: Channel, ts: string) {
  const replies = repliesTo(channel, ts);
  if (replies.length === 0) return {};
  return { thread_ts: ts, reply_count: replies.length, latest_reply: replies.at(-1)?.json.ts };
}

const channelJson = ({ id, name, kind, hasBot, person, team }: Channel) => ({
  id,
  name,
  is_channel: kind === 'channel',
  is_group: kind === 'group',
  is_im: kind === 'im',
  is_private: kind !== 'channel',
  is_member: hasBot,
  is_archived: false,
  context_team_id: team.id,
  ...(person && { user: person.id }),
});
