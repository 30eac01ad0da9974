import type { BlobStore } from '../../../core/blob-store.ts';
import type { Call } from '../../../core/call.ts';
import type { Reply } from '../../../core/reply.ts';
import { sayIn } from '../../../core/text.ts';
import type { Sent } from '../api.ts';
import { isForbidden } from '../refusals.ts';
import { renderReply } from '../render/message.ts';
import { isAnswer } from './answers.ts';

export interface DrawOptions {
  readonly blobs: BlobStore;
  /** Bytes of all files of a message, where the interaction says nothing of its own. */
  readonly maxFileBytes: number;
}

/** How a reply is drawn. */
export interface Drawing {
  readonly maxFileBytes?: number | undefined;
  readonly late?: boolean;
}

/**
 * Draws a reply and sends it, with less where the bot may not do all: without embeds, then also without files. Gives what
 * `send` gives; rejects as it does.
 */
export type Draw = <T>(
  call: Call,
  reply: Reply,
  send: (sent: Sent) => Promise<T>,
  drawing?: Drawing,
) => Promise<T>;

const modest = [
  { embeds: true, files: true },
  { embeds: false, files: true },
  { embeds: false, files: false },
] as const;

export function createDraw(options: DrawOptions): Draw {
  const { blobs } = options;

  return async (call, reply, send, { maxFileBytes = options.maxFileBytes, late = false } = {}) => {
    const { locale } = call.caller;
    const { thread } = call.conversation;
    const drawn = async (allowed: { readonly embeds: boolean; readonly files: boolean }): Promise<Sent> => {
      const follow = isAnswer(call, reply) ? (thread ?? true) : undefined;
      const { body, files } = renderReply(reply, {
        locale,
        say: sayIn(locale),
        ...(follow !== undefined && { follow }),
        maxFileBytes,
        late,
        ...allowed,
      });
      const loaded = await Promise.all(
        files.map(async ({ name, mediaType, sha256 }) => {
          // A picture whose retention has ended is no reason to show nothing.
          const data = await blobs.get(sha256).catch(() => undefined);
          return { name, contentType: mediaType, data: Buffer.from(data ?? []) };
        }),
      );
      const size = loaded.reduce((sum, { data }) => sum + data.length, 0);
      const fits = size <= maxFileBytes && loaded.every(({ data }) => data.length > 0);
      return fits ? { body, files: loaded } : drawn({ ...allowed, files: false });
    };

    for (const allowed of modest.slice(0, -1)) {
      try {
        return await send(await drawn(allowed));
      } catch (error) {
        if (!isForbidden(error)) throw error;
      }
    }
    return send(await drawn({ embeds: false, files: false }));
  };
}
