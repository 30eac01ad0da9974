import {
  type APIAttachment,
  type APIMessage,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
} from 'discord.js';
import type { Cdn, UploadedFile } from './cdn.ts';
import type { Clock } from './clock.ts';
import type { Gateway } from './gateway.ts';
import { contentFor } from './message-content.ts';
import type { MessageBody } from './message-rules.ts';
import { memberJson, type User, userJson } from './people.ts';
import { badBody } from './refusal.ts';
import { botSees, type Channel, isDirect, type Message, type World } from './world.ts';

interface Draft {
  readonly author: User;
  readonly body: MessageBody;
  readonly files?: readonly UploadedFile[];
  readonly replyTo?: Message;
  readonly flags?: number;
  readonly visibleTo?: string;
  /** Whom it notifies. */
  readonly pings?: readonly User[];
  /** Further fields of the message's JSON. */
  readonly more?: Partial<APIMessage>;
}

/** What is said in the channels: kept, and told to the gateway. */
export interface Messages {
  post(channel: Channel, draft: Draft): Message;
  edit(channel: Channel, message: Message, body: MessageBody, files?: readonly UploadedFile[]): void;
  remove(channel: Channel, message: Message): void;
  /** The person's words once more, as after a resumed connection. */
  announce(channel: Channel, message: Message): void;
}

interface Parts {
  readonly world: World;
  readonly clock: Clock;
  readonly cdn: Cdn;
  readonly gateway: Gateway;
}

export function createMessages({ world, clock, cdn, gateway }: Parts): Messages {
  const tell = (t: string, channel: Channel, message: Message, full: boolean) => {
    if (message.visibleTo !== undefined) return;
    const author = world.people.get(message.json.author.id);
    const d = (intents: number) => ({
      ...(full
        ? contentFor(intents, world.bot.id, channel, message.json)
        : { id: message.json.id, channel_id: channel.id }),
      ...(channel.guild && { guild_id: channel.guild.id }),
      ...(channel.guild && author && full && { member: memberJson(author) }),
    });
    const needs = isDirect(channel) ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
    if (botSees(channel)) gateway.dispatch({ t, d, guild: channel.guild?.id, needs });
  };
  const keepFiles = (channel: Channel, body: MessageBody, files: readonly UploadedFile[]): APIAttachment[] =>
    files.map((file, n) => {
      const told = body.attachments?.find(({ id }) => id === String(n));
      if (body.attachments && !told)
        throw badBody('attachments', 'HOUSE_RULE', `files[${n}] is not in the list of attachments.`);
      return cdn.keep(
        `attachments/${channel.id}`,
        { ...file, name: told?.filename ?? file.name },
        told?.description,
      );
    });
  const time = () => new Date(clock.now()).toISOString().replace('Z', '000+00:00');
  return {
    post(channel, { author, body, files = [], replyTo, flags = 0, visibleTo, pings = [], more }) {
      const json: APIMessage = {
        id: clock.snowflake(),
        channel_id: channel.id,
        type: replyTo ? MessageType.Reply : MessageType.Default,
        author: userJson(author),
        content: body.content ?? '',
        embeds: [...(body.embeds ?? [])],
        components: [...(body.components ?? [])],
        attachments: keepFiles(channel, body, files),
        mentions: pings.map(userJson),
        mention_roles: [],
        mention_everyone: false,
        pinned: false,
        tts: false,
        timestamp: time(),
        edited_timestamp: null,
        flags,
        ...(author.bot && { application_id: world.bot.id }),
        ...(body.nonce != null && { nonce: body.nonce }),
        ...(replyTo && {
          message_reference: {
            type: 0,
            channel_id: channel.id,
            message_id: replyTo.json.id,
            ...(channel.guild && { guild_id: channel.guild.id }),
          },
          referenced_message: replyTo.json,
        }),
        ...more,
      };
      const message: Message = { json, ...(visibleTo !== undefined && { visibleTo }) };
      channel.messages.push(message);
      tell('MESSAGE_CREATE', channel, message, true);
      return message;
    },
    edit(channel, message, body, files = []) {
      const { json } = message;
      const kept = json.attachments.filter(
        ({ id }) => !body.attachments || body.attachments.some((listed) => listed.id === id),
      );
      message.json = {
        ...json,
        ...(body.content !== undefined && { content: body.content ?? '' }),
        ...(body.embeds !== undefined && { embeds: [...(body.embeds ?? [])] }),
        ...(body.components !== undefined && { components: [...(body.components ?? [])] }),
        attachments: [...kept, ...keepFiles(channel, body, files)],
        flags:
          ((json.flags ?? 0) & ~MessageFlags.Loading) | ((body.flags ?? 0) & MessageFlags.SuppressEmbeds),
        edited_timestamp: time(),
      };
      tell('MESSAGE_UPDATE', channel, message, true);
    },
    remove(channel, message) {
      channel.messages.splice(channel.messages.indexOf(message), 1);
      tell('MESSAGE_DELETE', channel, message, false);
    },
    announce: (channel, message) => tell('MESSAGE_CREATE', channel, message, true),
  };
}
