import type { types } from '@slack/bolt';
import type { Clock } from './clock.ts';
import type { Events } from './events.ts';
import type { Files, KeptFile } from './files.ts';
import { type Channel, type Message, type MessageJson, type Person, repliesTo, rootOf } from './world.ts';

interface Draft {
  /** A person, or else the bot. */
  readonly author?: Person;
  readonly text: string;
  readonly blocks?: readonly types.KnownBlock[] | undefined;
  readonly files?: readonly KeptFile[];
  readonly thread?: string | undefined;
  readonly metadata?: unknown;
  readonly visibleTo?: string;
  readonly broadcast?: boolean;
  /** Whether the app_mention of a post tells of its files: no. */
  readonly mentionFiles?: boolean;
}

interface Changes {
  readonly text?: string | undefined;
  readonly blocks?: readonly types.KnownBlock[] | undefined;
  readonly metadata?: unknown;
}

/** What is said in the channels: kept, and told to the app. */
export interface Messages {
  post(channel: Channel, draft: Draft): Message;
  edit(channel: Channel, message: Message, by: string, changes: Changes): void;
  remove(channel: Channel, message: Message): void;
}

interface Parts {
  readonly clock: Clock;
  readonly files: Files;
  readonly events: Events;
  /** A coin. */
  readonly toss: () => boolean;
}

export function createMessages({ clock, files, events, toss }: Parts): Messages {
  const tell = (channel: Channel, event: Readonly<Record<string, unknown>>) => {
    if (!channel.hasBot) return;
    const place = { channel: channel.id, channel_type: channel.kind };
    events.tell(channel.team, { type: 'message', ...event, ...place }, channel.kind);
  };
  const told = ({ json }: Message) => ({ ...json, event_ts: json.ts });
  const tellChange = (channel: Channel, subtype: string, change: object) => {
    const ts = clock.ts();
    tell(channel, { subtype, hidden: true, ts, event_ts: ts, ...change });
  };

  function tellNew(channel: Channel, message: Message, mentionFiles: boolean): void {
    const { files: attached, subtype, root: _, ...plain } = message.json;
    const mention = {
      ...plain,
      type: 'app_mention',
      channel: channel.id,
      event_ts: plain.ts,
      ...(mentionFiles && attached && { files: attached, upload: false }),
    };
    const isMention =
      channel.kind !== 'im' && channel.hasBot && plain.text.includes(`<@${channel.team.bot.userId}>`);
    const both = [
      () => tell(channel, told(message)),
      () => isMention && plain.bot_id !== channel.team.bot.botId && events.tell(channel.team, mention),
    ];
    for (const one of toss() ? both : both.toReversed()) one();
  }

  return {
    post(
      channel,
      {
        author,
        text,
        blocks,
        files: given = [],
        thread,
        metadata,
        visibleTo,
        broadcast,
        mentionFiles = false,
      },
    ) {
      const ts = clock.ts();
      const root = thread === undefined ? undefined : rootOf(channel, thread);
      for (const file of given) file.sharedIn.add(channel);
      const { bot, appId, id: team } = channel.team;
      const json: MessageJson = {
        type: 'message',
        ...(given.length > 0 && { subtype: 'file_share' }),
        ts,
        user: author?.id ?? bot.userId,
        team,
        text,
        ...writtenBy(author ?? { botId: bot.botId }, appId),
        ...(blocks && { blocks: withIds(blocks) }),
        ...(given.length > 0 && { files: given.map(files.json), upload: false }),
        ...(root && inThread(root.json, broadcast)),
        ...(metadata !== undefined && { metadata }),
      };
      const message: Message = { json, ...(visibleTo !== undefined && { visibleTo }) };
      channel.messages.push(message);
      if (visibleTo === undefined) tellNew(channel, message, mentionFiles);
      return message;
    },
    edit(channel, message, by, { text, blocks, metadata }) {
      const previous = message.json;
      const { blocks: old, edited: _, ...rest } = previous;
      const shown = blocks ?? (text === undefined ? old : undefined);
      message.json = {
        ...rest,
        ...(text !== undefined && { text }),
        ...(shown && { blocks: blocks ? withIds(shown) : shown }),
        ...(metadata !== undefined && { metadata }),
        // Slack does not say that it was edited where blocks are shown.
        ...(!shown && { edited: { user: by, ts: clock.ts() } }),
      };
      if (message.visibleTo !== undefined) return;
      tellChange(channel, 'message_changed', { message: message.json, previous_message: previous });
    },
    remove(channel, message) {
      const { json } = message;
      const at = channel.messages.indexOf(message);
      if (repliesTo(channel, json.ts).length === 0 || message.visibleTo !== undefined) {
        channel.messages.splice(at, 1);
        if (message.visibleTo !== undefined) return;
        tellChange(channel, 'message_deleted', { deleted_ts: json.ts, previous_message: json });
        return;
      }
      // Where others have replied, something stays for the thread to hang on.
      message.json = {
        type: 'message',
        subtype: 'tombstone',
        ts: json.ts,
        thread_ts: json.ts,
        user: 'USLACKBOT',
        team: json.team,
        text: 'This message was deleted.',
      };
      tellChange(channel, 'message_changed', { message: message.json, previous_message: json });
    },
  };
}

/** Slack gives each block an id that has none. */
const withIds = (blocks: readonly types.KnownBlock[]): readonly types.KnownBlock[] =>
  blocks.map((block, n) => ({ ...block, block_id: block.block_id ?? `b${n}` }));

const writtenBy = ({ botId }: Pick<Person, 'botId'>, appId: string) =>
  botId === undefined ? { client_msg_id: crypto.randomUUID() } : { bot_id: botId, app_id: appId };

const inThread = (root: MessageJson, broadcast = false) => ({
  thread_ts: root.ts,
  ...(broadcast ? { subtype: 'thread_broadcast', root } : { parent_user_id: root.user }),
});
