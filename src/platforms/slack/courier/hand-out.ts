import type { SlackAddress } from '../../../../schema/slack.ts';
import type { BlobStore } from '../../../core/blob-store.ts';
import type { Call } from '../../../core/call.ts';
import type { Log } from '../../../core/log.ts';
import type { Reply } from '../../../core/reply.ts';
import { sayIn } from '../../../core/text.ts';
import type { SlackApi } from '../api.ts';
import { filesOf } from '../render/files.ts';

/**
 * Hands the files of a reply to its caller alone, in their direct messages: Slack has none that one person sees in a channel.
 * Resolves with what there is to say about it; undefined when there are no files. Rejects with SlackRefused.
 */
export type HandOut = (call: Call, reply: Reply, at: SlackAddress) => Promise<string | undefined>;

export interface HandOutOptions {
  readonly api: Pick<SlackApi, 'upload' | 'directChannel'>;
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly log: Log;
}

/** Calls whose files are remembered to be there: a delivery that is tried again hands out no second copy. */
const capacity = 1000;

export function createHandOut({ api, blobs, log }: HandOutOptions): HandOut {
  const handed = new Set<string>();

  const hand = async (call: Call, reply: Reply, { team }: SlackAddress): Promise<boolean> => {
    const files = filesOf(reply);
    const channel = await api.directChannel(team, call.caller.id);
    const sent = await Promise.all(
      files.map(async ({ name, sha256 }) => {
        // What is no longer kept is no reason to keep back the others.
        const bytes = await blobs.get(sha256).catch(() => undefined);
        if (bytes) await api.upload(team, { name, bytes, to: channel });
        return bytes !== undefined;
      }),
    );
    return sent.every((each) => each);
  };

  return async (call, reply, at) => {
    if (filesOf(reply).length === 0) return undefined;
    const say = sayIn(call.caller.locale);
    if (!handed.has(call.id)) {
      if (!(await hand(call, reply, at))) {
        log.info({ callId: call.id, platform: call.platform }, 'slack: a file is no longer kept');
        return say('slack.fileGone');
      }
      handed.add(call.id);
      for (const oldest of handed) {
        if (handed.size <= capacity) break;
        handed.delete(oldest);
      }
    }
    return say('slack.fileInDirectMessages');
  };
}
