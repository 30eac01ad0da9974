import type { DiscordApi, Sent } from './api.ts';
import { mayNotReply } from './refusals.ts';

/** A message that replies to another one; where the bot may not look back at that, the same as a message of its own. Gives its id. */
export async function replyTo(
  api: Pick<DiscordApi, 'send'>,
  { channel, message }: { readonly channel: string; readonly message: string },
  { body, files }: Sent,
): Promise<string> {
  const message_reference = { message_id: message, fail_if_not_exists: false };
  try {
    return await api.send(channel, { body: { ...body, message_reference }, files });
  } catch (error) {
    if (!mayNotReply(error)) throw error;
    return api.send(channel, { body, files });
  }
}
