import { createHash } from 'node:crypto';
import type { Call } from '../../../core/call.ts';
import type { Log } from '../../../core/log.ts';
import type { Reply } from '../../../core/reply.ts';
import type { DiscordApi } from '../api.ts';
import { isUnreachable } from '../refusals.ts';
import type { Draw } from './draw.ts';

export interface FallbackOptions {
  readonly api: DiscordApi;
  readonly draw: Draw;
  readonly log: Log;
}

/**
 * Where the interaction can no longer be answered: a message of the bot in the channel, which says that it is late; to the
 * person alone what only they may see, and what the channel does not take. Undefined when there is no way to reach them.
 */
export type Fallback = (call: Call, reply: Reply, channel: string) => Promise<string | undefined>;

export function createFallback({ api, draw, log }: FallbackOptions): Fallback {
  return async (call, reply, channel) => {
    const post = (place: string) =>
      draw(call, reply, ({ body, files }) => api.send(place, { body: { ...body, ...once(call) }, files }), {
        late: true,
      });
    const inChannel = () => post(channel);
    const alone = async () => post(await api.directChannel(call.caller.id));
    for (const way of reply.visibility === 'caller' ? [alone] : [inChannel, alone]) {
      try {
        return await way();
      } catch (error) {
        if (!isUnreachable(error)) throw error;
      }
    }
    log.warn({ callId: call.id, platform: call.platform }, 'nobody could be reached with this answer');
    return undefined;
  };
}

/** Discord makes one message of it, however often it is sent within a few minutes. */
export const once = ({ id }: Call) => ({
  nonce: createHash('sha256').update(id).digest('base64url').slice(0, 25),
  enforce_nonce: true,
});
