import type { SlackAddress } from '../../../../schema/slack.ts';
import type { BlobStore } from '../../../core/blob-store.ts';
import type { Call } from '../../../core/call.ts';
import { keepNewest } from '../../../core/keep-newest.ts';
import type { Log } from '../../../core/log.ts';
import type { Reply } from '../../../core/reply.ts';
import { sayIn } from '../../../core/text.ts';
import type { SlackApi } from '../api.ts';
import { mayWorkLater, SlackRefused } from '../refusals.ts';
import { filesOf } from '../render/files.ts';

/**
 * Hands the files of a reply to its caller alone, in their direct messages: Slack has none that one person sees in a channel.
 * Resolves with what is left to be said. Rejects with SlackRefused when it is worth trying again.
 */
export type HandOut = (call: Call, reply: Reply, at: SlackAddress) => Promise<HandedOut>;

interface HandedOut {
  readonly reply: Reply;
  /** Where the files are, in words. */
  readonly elsewhere?: string;
}

export interface HandOutOptions {
  readonly api: Pick<SlackApi, 'upload' | 'directChannel'>;
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly log: Log;
}

/** What became of the files, in words. */
type Handed = 'slack.fileInDirectMessages' | 'slack.fileGone' | 'slack.fileNotSent';

/** Calls whose files are remembered to be there: a delivery that is tried again hands out no second copy. */
const capacity = 1000;

export function createHandOut({ api, blobs, log }: HandOutOptions): HandOut {
  const handed = new Map<string, Handed>();

  const hand = async (call: Call, reply: Reply, { team }: SlackAddress): Promise<Handed> => {
    const files = filesOf(reply);
    const channel = await api.directChannel(team, call.caller.id);
    const sent = await Promise.all(
      files.map(async ({ name, sha256 }) => {
        // What is no longer kept is no reason to keep back the others.
        const bytes = await blobs.get(sha256).catch(() => undefined);
        if (bytes) await api.upload(team, { name, bytes, to: channel });
        else log.info({ callId: call.id, platform: call.platform }, 'slack: a file is no longer kept');
        return bytes !== undefined;
      }),
    );
    return sent.every((each) => each) ? 'slack.fileInDirectMessages' : 'slack.fileGone';
  };

  /** Who waits for a file that Slack does not let through would wait forever. */
  const refused = (call: Call) => (error: unknown) => {
    if (!(error instanceof SlackRefused) || mayWorkLater(error)) throw error;
    log.warn({ callId: call.id, platform: call.platform, err: error }, 'slack: a file could not be sent');
    return 'slack.fileNotSent' as const;
  };

  return async (call, reply, at) => {
    if (filesOf(reply).length === 0) return { reply };
    const say = sayIn(call.caller.locale);
    const how = handed.get(call.id) ?? (await hand(call, reply, at).catch(refused(call)));
    handed.set(call.id, how);
    keepNewest(handed, capacity);
    if (how === 'slack.fileInDirectMessages') return { reply, elsewhere: say(how) };
    const blocks = reply.blocks.filter(({ kind }) => kind !== 'file');
    return { reply: { ...reply, tone: 'warning', summary: say(how), blocks } };
  };
}
