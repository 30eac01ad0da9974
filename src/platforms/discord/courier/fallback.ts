import { createHash } from 'node:crypto';
import type { Call } from '../../../core/call.ts';
import type { Log } from '../../../core/log.ts';
import type { Reply } from '../../../core/reply.ts';
import type { DiscordApi, Sent } from '../api.ts';
import { isUnreachable } from '../refusals.ts';
import type { Draw } from './draw.ts';

export interface FallbackOptions {
  readonly api: DiscordApi;
  readonly draw: Draw;
  readonly log: Log;
}

/**
 * A message of the bot, where the answer cannot be shown as it should be: in the channel; to the person alone what only they
 * may see, and what the channel does not take. Undefined when there is no way to reach them.
 */
export type Fallback = (call: Call, reply: Reply, to: FallbackTo) => Promise<string | undefined>;

interface FallbackTo {
  /** Undefined: it is known to take nothing. */
  readonly channel?: string;
  /** Says so. */
  readonly late: boolean;
}

export function createFallback({ api, draw, log }: FallbackOptions): Fallback {
  return async (call, reply, { channel, late }) => {
    const alone = () => api.directChannel(call.caller.id);
    const inChannel = channel !== undefined && reply.visibility === 'channel' ? [async () => channel] : [];
    for (const placeOf of [...inChannel, alone]) {
      try {
        const place = await placeOf();
        const send = ({ body, files }: Sent) => api.send(place, { body: { ...body, ...once(call) }, files });
        return await draw(call, reply, send, { late });
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
