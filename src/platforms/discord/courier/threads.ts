import { shortened } from '../../../render/shortened.ts';
import { visible } from '../../../render/visible.ts';
import { type DiscordApi, DiscordRefused } from '../api.ts';
import { maxThreadName } from '../limits.ts';

/**
 * Opens a thread from a message; its id is the message's. Where there can be none (a direct message, no permission) the
 * message's own id stands for the conversation, and a button goes on with it.
 */
export async function openThread(api: DiscordApi, channel: string, message: string, title: string) {
  const name = shortened(visible(title).trim(), maxThreadName - 1);
  try {
    // Of a question that nobody can see nothing is left, and Discord wants a name.
    await api.openThread(channel, message, name === '' ? '…' : name);
  } catch (error) {
    // Also when there is one already: an earlier delivery may have been cut off behind it.
    const refused = error instanceof DiscordRefused && error.status >= 400 && error.status < 500;
    if (!refused) throw error;
  }
}
