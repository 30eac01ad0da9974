import { type APIMessage, GatewayIntentBits } from 'discord.js';
import { type Channel, isDirect } from './world.ts';

/** A message as a bot gets it: without the privileged intent, only what is its own, direct, or mentions it. */
export function contentFor(intents: number, bot: string, channel: Channel, message: APIMessage): APIMessage {
  const open =
    (intents & GatewayIntentBits.MessageContent) !== 0 ||
    isDirect(channel) ||
    message.author.id === bot ||
    message.mentions.some(({ id }) => id === bot);
  const referenced = message.referenced_message;
  return {
    ...message,
    ...(!open && { content: '', embeds: [], attachments: [], components: [] }),
    ...(referenced && { referenced_message: contentFor(intents, bot, channel, referenced) }),
  };
}
