import type { BlobStore } from '../../../core/blob-store.ts';
import type { Call } from '../../../core/call.ts';
import type { Reply } from '../../../core/reply.ts';
import { sayIn } from '../../../core/text.ts';
import { isAnswer } from '../../placeholder/answers.ts';
import type { Sent } from '../api.ts';
import { isForbidden } from '../refusals.ts';
import type { FileWanted } from '../render/files.ts';
import { renderReply } from '../render/message.ts';

export interface DrawOptions {
  readonly blobs: BlobStore;
  /** Bytes of all files of a message, where the interaction says nothing of its own. */
  readonly maxFileBytes: number;
}

/** How a reply is drawn. */
interface Drawing {
  readonly maxFileBytes?: number | undefined;
  readonly late?: boolean;
}

/**
 * Draws a reply and sends it, with less where the bot may not do all: without files, without embeds, with neither. Gives what
 * `send` gives; rejects as it does.
 */
export type Draw = <T>(
  call: Call,
  reply: Reply,
  send: (sent: Sent) => Promise<T>,
  drawing?: Drawing,
) => Promise<T>;

export function createDraw(options: DrawOptions): Draw {
  const { blobs } = options;

  const load = async ({ name, mediaType, sha256 }: FileWanted) => {
    // A picture whose retention has ended is no reason to show nothing.
    const data = await blobs.get(sha256).catch(() => undefined);
    return { name, contentType: mediaType, sha256, data: Buffer.from(data ?? []) };
  };

  return async (call, reply, send, { maxFileBytes = options.maxFileBytes, late = false } = {}) => {
    const { locale } = call.caller;
    const { thread } = call.conversation;
    const follow = isAnswer(call, reply) ? (thread ?? true) : undefined;

    const drawn = async (allowed: Allowed, without: ReadonlySet<string> = new Set()): Promise<Sent> => {
      const { body, files } = renderReply(reply, {
        locale,
        say: sayIn(locale),
        ...(follow !== undefined && { follow }),
        maxFileBytes,
        late,
        without,
        ...allowed,
      });
      const loaded = await Promise.all(files.map(load));
      const unfit = thatDoNotFit(loaded, maxFileBytes).map(({ sha256 }) => sha256);
      return unfit.length === 0 ? { body, files: loaded } : drawn(allowed, new Set([...without, ...unfit]));
    };

    async function* moreAndMoreModest(): AsyncGenerator<Sent> {
      for (const embeds of [true, false]) {
        const whole = await drawn({ embeds, files: true });
        yield whole;
        if (whole.files.length > 0) yield drawn({ embeds, files: false });
      }
    }

    let refusal: unknown;
    for await (const sent of moreAndMoreModest()) {
      try {
        return await send(sent);
      } catch (error) {
        if (!isForbidden(error)) throw error;
        refusal = error;
      }
    }
    throw refusal;
  };
}

interface Allowed {
  readonly embeds: boolean;
  readonly files: boolean;
}

/** Those without bytes, and those that would be too many after the ones before. */
function thatDoNotFit<File extends { readonly data: Uint8Array }>(
  files: readonly File[],
  maxBytes: number,
): readonly File[] {
  let left = maxBytes;
  return files.filter(({ data }) => {
    const fits = data.length > 0 && data.length <= left;
    if (fits) left -= data.length;
    return !fits;
  });
}
