import { type Context, Hono } from 'hono';
import { acceptMessage } from './accept-message.ts';
import type { Env, House } from './house.ts';
import { contentFor } from './message-content.ts';
import type { MessageBody } from './message-rules.ts';
import { createNonces } from './nonces.ts';
import { badBody, Refusal } from './refusal.ts';
import { checkSchema } from './schemas.ts';
import { openThread } from './threads.ts';
import { botMay, botSees, type Channel, isThread, type Message } from './world.ts';
import { channelJson } from './world-json.ts';

/** What the bot does in channels with its own name. */
export function channelRoutes(house: House): Hono<Env> {
  const { world, messages, clock } = house;
  const nonces = createNonces(clock);
  const intents = house.messageContent ? 1 << 15 : 0;
  const seen = (channel: Channel, message: Message) =>
    contentFor(intents, world.bot.id, channel, message.json);
  const channelOf = (c: Context<Env>) => {
    const channel = world.channels.get(c.req.param('channel') ?? '');
    if (!channel) throw new Refusal('unknownChannel');
    if (!botSees(channel)) throw new Refusal('missingAccess');
    return channel;
  };
  const messageOf = (c: Context<Env>, channel: Channel) => {
    const message = find(channel, c.req.param('message') ?? '');
    if (!message) throw new Refusal('unknownMessage');
    return message;
  };
  const ownMessageOf = (c: Context<Env>, channel: Channel) => {
    const message = messageOf(c, channel);
    if (message.json.author.id !== world.bot.id) throw new Refusal('notTheAuthor');
    return message;
  };
  return new Hono<Env>()
    .get('/channels/:channel', (c) => c.json(channelJson(channelOf(c))))
    .post('/channels/:channel/typing', (c) => {
      maySend(channelOf(c));
      return c.body(null, 204);
    })
    .get('/channels/:channel/messages', (c) => {
      const channel = channelOf(c);
      const visible = channel.messages.filter(({ visibleTo }) => visibleTo === undefined);
      const newest = visible.toReversed().slice(0, Number(c.req.query('limit') ?? 50));
      return c.json(newest.map((message) => seen(channel, message)));
    })
    .get('/channels/:channel/messages/:message', (c) => {
      const channel = channelOf(c);
      return c.json(seen(channel, messageOf(c, channel)));
    })
    .post('/channels/:channel/messages', (c) => {
      const channel = channelOf(c);
      const sent = c.get('sent');
      const body = acceptMessage(house, { kind: 'message', sent, channel });
      maySend(channel);
      mayShow(channel, body, sent.files.length);
      const replyTo = referenceOf(channel, body);
      const known = body.enforce_nonce ? nonces.get(channel, body.nonce) : undefined;
      const message =
        known ??
        messages.post(channel, { author: world.bot, body, files: sent.files, ...(replyTo && { replyTo }) });
      nonces.keep(channel, body.nonce, message);
      return c.json(message.json);
    })
    .patch('/channels/:channel/messages/:message', (c) => {
      const channel = channelOf(c);
      const edited = ownMessageOf(c, channel);
      const sent = c.get('sent');
      const body = acceptMessage(house, { kind: 'messageEdit', sent, channel, edited });
      mayShow(channel, body, sent.files.length);
      messages.edit(channel, edited, body, sent.files);
      return c.json(edited.json);
    })
    .delete('/channels/:channel/messages/:message', (c) => {
      const channel = channelOf(c);
      const message = messageOf(c, channel);
      if (message.json.author.id !== world.bot.id) throw new Refusal('missingPermissions');
      messages.remove(channel, message);
      return c.body(null, 204);
    })
    .post('/channels/:channel/messages/:message/threads', (c) => {
      const channel = channelOf(c);
      const message = messageOf(c, channel);
      const { json } = c.get('sent');
      checkSchema('thread', json);
      if (!botMay(channel, 'CreatePublicThreads')) throw new Refusal('missingPermissions');
      const { name } = json as { name: string };
      return c.json(channelJson(openThread(house, { channel, message, name, owner: world.bot.id })), 201);
    });
}

const find = (channel: Channel, id: string): Message | undefined =>
  channel.messages.find(({ json, visibleTo }) => json.id === id && visibleTo === undefined);

function maySend(channel: Channel): void {
  if (channel.recipient?.closed) throw new Refusal('closedToMessages');
  if (!botMay(channel, isThread(channel) ? 'SendMessagesInThreads' : 'SendMessages'))
    throw new Refusal('missingPermissions');
}

function mayShow(channel: Channel, { embeds }: MessageBody, files: number): void {
  if (embeds?.length && !botMay(channel, 'EmbedLinks')) throw new Refusal('missingPermissions');
  if (files > 0 && !botMay(channel, 'AttachFiles')) throw new Refusal('missingPermissions');
}

function referenceOf(channel: Channel, { message_reference: reference }: MessageBody): Message | undefined {
  if (!reference) return undefined;
  if (!botMay(channel, 'ReadMessageHistory')) throw new Refusal('mayNotReply');
  const replyTo = find(channel, reference.message_id);
  if (!replyTo && reference.fail_if_not_exists !== false)
    throw badBody('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  return replyTo;
}
