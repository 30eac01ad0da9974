import {
  type APIMessage,
  ComponentType,
  type GatewayMessageCreateDispatchData,
  MessageType,
} from 'discord.js';
import type { Conversation } from '../../../core/call.ts';
import { sayIn } from '../../../core/text.ts';
import type { Intake } from '../../placeholder/intake.ts';
import type { DiscordApi } from '../api.ts';
import { newCall } from '../new-call.ts';
import { nameOf } from '../person.ts';
import { conversationIn, isThread, type Place } from '../place.ts';
import { decodeFollow } from '../render/custom-id.ts';
import type { MessageBody } from '../render/message.ts';
import { noticeBody, refusalBody } from '../render/notice.ts';
import { replyTo } from '../reply-to.ts';
import { fileIn, picturesIn } from './pictures.ts';

/** A place, and who opened it. */
export interface OwnedPlace extends Place {
  readonly owner?: string | undefined;
}

export interface MessageOptions {
  /** The bot's own id. */
  readonly bot: string;
  readonly api: DiscordApi;
  readonly intake: Intake;
  readonly placeOf: (channel: string) => Promise<OwnedPlace>;
  /** BCP 47: the language of a server. Discord does not say which one somebody who writes has chosen. */
  readonly localeOf: (guild: string | undefined) => string;
  readonly now: () => Date;
}

/**
 * What people write to the bot: by mentioning it, by replying to it, in a direct message, and, where Discord lets it read
 * that, anything in a thread that it opened. Rejects with DiscordRefused.
 */
export function createMessages({ bot, api, intake, placeOf, localeOf, now }: MessageOptions) {
  const mention = new RegExp(`<@!?${bot}>`, 'g');

  const isForUs = (message: Written, place: OwnedPlace): boolean =>
    message.guild_id === undefined ||
    isMentioned(message, bot) ||
    message.referenced_message?.author.id === bot ||
    (isThread(place.type) && place.owner === bot);

  return async (message: Written): Promise<void> => {
    const { author, channel_id: channel, guild_id: guild, id } = message;
    if (author.bot || message.webhook_id || !writing.has(message.type)) return;
    const text = message.content.replaceAll(mention, '').trim();
    const file = fileIn(message);
    const pictures = picturesIn(message) ?? (text || file ? undefined : picturesPointedAt(message, bot));
    // Without the intent there is nothing to read in what people say to each other.
    if (!text && !pictures && !file && guild !== undefined && !isMentioned(message, bot)) return;
    const place = await placeOf(channel);
    if (!isForUs(message, place)) return;

    const locale = localeOf(guild);
    const say = sayIn(locale);
    const reply = (body: MessageBody) =>
      // Discord makes one message of it when it tells of this one twice.
      replyTo(
        api,
        { channel, message: id },
        { body: { ...body, nonce: id, enforce_nonce: true }, files: [] },
      );
    if (!text && !pictures) {
      await reply(noticeBody(say(file ? 'line.fileWithoutQuestion' : 'chat.mentioned')));
      return;
    }
    const call = newCall(
      {
        ...(pictures
          ? { command: 'classify', options: pictures }
          : { command: 'ask', options: { question: text, ...(file && { file }) } }),
        conversation: continuing(message.referenced_message, bot, conversationIn(place, guild)),
        caller: {
          id: author.id,
          name: nameOf(author, message.member),
          locale,
          roles: message.member?.roles ?? [],
        },
        replyTo: { kind: 'message', channel, about: id, silent: false, message: null },
        dedupeKey: `message:${id}`,
      },
      now(),
    );
    await intake(call, {
      // The first that is shown is the progress.
      acknowledge: async () => undefined,
      refuse: (refused) => reply(refusalBody(refused.reply, { locale, say })),
    });
  };
}

type Written = GatewayMessageCreateDispatchData;

const writing: ReadonlySet<MessageType> = new Set([MessageType.Default, MessageType.Reply]);

const isMentioned = ({ mentions }: Written, bot: string): boolean => mentions.some(({ id }) => id === bot);

/** A mention without a word, in reply to what somebody else has posted, is about the picture there. */
function picturesPointedAt(message: Written, bot: string) {
  const { referenced_message: post } = message;
  return post && post.author.id !== bot && isMentioned(message, bot) ? picturesIn(post) : undefined;
}

/** A reply to an answer goes on with its conversation, also where no thread could be opened. */
function continuing(
  answer: APIMessage | null | undefined,
  bot: string,
  conversation: Conversation,
): Conversation {
  if (conversation.thread !== undefined || answer?.author.id !== bot) return conversation;
  const follow = (answer.components ?? [])
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .flatMap((button) => ('custom_id' in button ? (decodeFollow(button.custom_id) ?? []) : []))
    .at(0);
  return follow ? { ...conversation, thread: follow.thread ?? answer.id } : conversation;
}
