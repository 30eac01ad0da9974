import type { DiscordAddress } from '../../../../schema/discord.ts';
import type { BlobStore } from '../../../core/blob-store.ts';
import type { Call } from '../../../core/call.ts';
import type { CallStore } from '../../../core/call-store.ts';
import type { Log } from '../../../core/log.ts';
import type { Courier } from '../../../core/platform.ts';
import type { Reply } from '../../../core/reply.ts';
import { sayIn } from '../../../core/text.ts';
import { beginsThread } from '../../placeholder/answers.ts';
import type { Outlet, Outlets } from '../../placeholder/outlets.ts';
import { createRation } from '../../placeholder/ration.ts';
import { addressOf } from '../address.ts';
import type { DiscordApi, Sent } from '../api.ts';
import { editEveryMs, maxFileBytes, progressPerSecond, tokenMs } from '../limits.ts';
import { isMessageGone, isTokenGone, isUnreachable } from '../refusals.ts';
import { noticeBody } from '../render/notice.ts';
import { renderProgress } from '../render/progress.ts';
import { replyTo } from '../reply-to.ts';
import { createInteractionAnswers } from './answer-interaction.ts';
import { createDraw } from './draw.ts';
import { createFallback, once } from './fallback.ts';
import { keepMessage } from './keep-message.ts';
import { openThread } from './threads.ts';

export interface DiscordCourierOptions {
  readonly api: DiscordApi;
  readonly calls: Pick<CallStore, 'readdress'>;
  readonly blobs: BlobStore;
  readonly outlets: Outlets;
  readonly read: Courier['read'];
  readonly log: Log;
  readonly now: () => Date;
}

/**
 * Answers an interaction in its own message, a message in one reply to it. Needs REST alone: any process can do it, also one
 * that knows nothing of the call but its row.
 */
export function createDiscordCourier({
  api,
  calls,
  blobs,
  outlets,
  read,
  log,
  now,
}: DiscordCourierOptions): Courier {
  const draw = createDraw({ blobs, maxFileBytes });
  const interactions = createInteractionAnswers(api, draw);
  const fallback = createFallback({ api, draw, log });
  const mayEdit = createRation(progressPerSecond, 1000);
  const isOver = (call: Call) => now().getTime() - Date.parse(call.receivedAt) > tokenMs;

  /** In the one message that replies to the message which asked; it is made the first time. */
  const showInMessage = async (call: Call, at: Address<'message'>, outlet: Outlet, { body, files }: Sent) => {
    const message = outlet.message ?? at.message;
    if (message !== null) return api.edit(at.channel, message, { body, files });
    const about = { channel: at.channel, message: at.about };
    const made = await replyTo(api, about, { body: { ...body, ...once(call) }, files });
    await keepMessage(calls, outlet, made);
    return made;
  };

  /** Elsewhere, so that what still says "waiting" goes. */
  const answerElsewhere = async (call: Call, reply: Reply, at: DiscordAddress, outlet: Outlet) => {
    // The channel of a message was tried: it takes nothing.
    const to = at.kind === 'message' ? { late: false } : { channel: at.channel, late: true };
    const message = await fallback(call, reply, to);
    const stale = outlet.message ?? at.message;
    if (stale !== null) await api.remove(at.channel, stale).catch(() => {});
    return message;
  };

  const answer = async (call: Call, reply: Reply, outlet: Outlet): Promise<string | undefined> => {
    const at = addressOf(call);
    try {
      switch (at.kind) {
        case 'interaction':
          if (at.silent && !hasFailed(reply)) return undefined;
          if (isOver(call)) return await answerElsewhere(call, reply, at, outlet);
          return await interactions.answer(call, reply, at, outlet);
        case 'again':
          return await answerElsewhere(call, reply, at, outlet);
        case 'message':
          if (at.silent) return undefined;
          // What an earlier try may have made, Discord gives back as it is: an answer is always an edit.
          if (outlet.message === undefined && at.message === null)
            await showInMessage(call, at, outlet, { body: noticeBody('…'), files: [] });
          return await draw(call, reply, (sent) => showInMessage(call, at, outlet, sent));
      }
    } catch (error) {
      if (isTokenGone(error) || isUnreachable(error)) return answerElsewhere(call, reply, at, outlet);
      if (isMessageGone(error)) return undefined;
      throw error;
    }
  };

  return {
    editEveryMs,
    answersFirst: true,
    progress: (call, progress, within = (edit) => edit()) => {
      const outlet = outlets.of(call);
      return outlet.inTurn(async () => {
        const at = addressOf(call);
        // Who did not ask just now does not sit waiting.
        if (at.kind === 'again' || outlet.answer || outlet.closed || at.silent || isOver(call)) return;
        // The next change brings another chance. The first word to a message is its acknowledgement.
        const isFirst = at.kind === 'message' && !outlet.shown;
        if (!isFirst && !mayEdit()) return;
        const { locale } = call.caller;
        const body = renderProgress(progress, { say: sayIn(locale), locale, callId: call.id });
        try {
          await within(async () => {
            if (at.kind === 'message') await showInMessage(call, at, outlet, { body, files: [] });
            else outlet.message = await api.editOriginal(at, { body, files: [] });
            outlet.shown = true;
          });
        } catch (error) {
          // Discord locks out whoever goes on asking for what is refused.
          outlet.closed = isTokenGone(error) || isUnreachable(error);
          throw error;
        }
      });
    },
    deliver: (call, reply) => {
      const outlet = outlets.of(call);
      return outlet.inTurn(async () => {
        if (outlet.answer) return outlet.answer;
        outlet.answering = true;
        const message = await answer(call, reply, outlet);
        const begins = message !== undefined && beginsThread(call, reply);
        // Discord has no threads that one person alone sees: the message's id stands for theirs.
        if (begins && reply.visibility === 'channel')
          await openThread(api, addressOf(call).channel, message, reply.title);
        outlet.answer = begins ? { opened: message } : {};
        return outlet.answer;
      });
    },
    again: ({ conversation: { channel, thread = channel } }) => ({
      kind: 'again',
      channel: thread,
      silent: false,
      message: null,
    }),
    read,
  };
}

const hasFailed = ({ tone }: Reply): boolean => tone === 'warning' || tone === 'problem';

type Address<Kind extends DiscordAddress['kind']> = Extract<DiscordAddress, { kind: Kind }>;
