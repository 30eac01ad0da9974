import type { SlackAddress } from '../../../../schema/slack.ts';
import type { BlobStore } from '../../../core/blob-store.ts';
import type { Call } from '../../../core/call.ts';
import type { CallStore } from '../../../core/call-store.ts';
import type { Log } from '../../../core/log.ts';
import type { Courier } from '../../../core/platform.ts';
import type { Reply } from '../../../core/reply.ts';
import { sayIn } from '../../../core/text.ts';
import { beginsThread } from '../../placeholder/answers.ts';
import type { Outlet, Outlets } from '../../placeholder/outlets.ts';
import { addressOf, isMessage } from '../address.ts';
import type { SlackApi } from '../api.ts';
import { editEveryMs, responseUrlMs } from '../limits.ts';
import { isDirect } from '../place.ts';
import { isMessageGone, isUnreachable } from '../refusals.ts';
import { noticeMessage } from '../render/notice.ts';
import { renderProgress } from '../render/progress.ts';
import { createAside } from './aside.ts';
import { draw } from './draw.ts';
import { createHandOut } from './hand-out.ts';
import { createShowPictures } from './pictures.ts';
import type { Placeholders } from './placeholders.ts';

export interface SlackCourierOptions {
  readonly api: SlackApi;
  readonly calls: Pick<CallStore, 'readdress'>;
  readonly blobs: BlobStore;
  readonly outlets: Outlets;
  readonly placeholders: Placeholders;
  /** Whether an edit for progress may be made in this workspace now. */
  readonly mayEdit: (team: string) => boolean;
  readonly read: Courier['read'];
  readonly log: Log;
  readonly now: () => Date;
}

/** What an answer came to stand in; undefined: nobody waits for it any more. */
type Shown = { readonly thread: string } | undefined;

/**
 * Answers a call in the one message that waits for it, and what is for the caller alone beside that. Needs the Web API alone: any
 * process can do it, also one that knows nothing of the call but its row.
 */
export function createSlackCourier(options: SlackCourierOptions): Courier {
  const { api, outlets, placeholders, mayEdit, read, now } = options;
  const handOut = createHandOut(options);
  const showPictures = createShowPictures(api, options.blobs);
  const aside = createAside({ api, log: options.log, now });
  const late = (call: Call) => now().getTime() - Date.parse(call.receivedAt) > responseUrlMs;

  /** In the message that everybody sees. */
  const answerOpenly = async (call: Call, reply: Reply, at: SlackAddress, outlet: Outlet): Promise<Shown> => {
    const pictures = await showPictures(call, reply, at);
    // Slack shows nobody who typed a command.
    const isTold = at.about !== null || isDirect(at.channel);
    const seen = { late: late(call), ...(!isTold && { by: call.caller.name }) };
    try {
      const message = await placeholders.of(outlet, () => noticeMessage('…'));
      const thread = call.conversation.thread ?? at.thread ?? message;
      const { reply: left, ...elsewhere } = await handOut(call, reply, at);
      const drawing = { follow: thread, pictures, ...elsewhere, ...seen };
      await draw(call, left, drawing, (sent) => api.update(at, message, sent));
      return { thread };
    } catch (error) {
      if (isMessageGone(error)) return undefined;
      if (!isUnreachable(error)) throw error;
      // The bot is not there: what answers without it gives no message that could begin a thread.
      const thread = call.conversation.thread ?? call.id;
      await aside.inChannel(call, at, (send) =>
        draw(call, reply, { follow: thread, pictures, ...seen }, send),
      );
      return { thread };
    }
  };

  /** For the caller's eyes alone; what waited for it in front of everybody goes. */
  const answerAside = async (call: Call, reply: Reply, at: SlackAddress, outlet: Outlet): Promise<Shown> => {
    const thread = call.conversation.thread ?? call.id;
    const message = await placeholders.known(outlet);
    // An earlier process may have given the answer already: what waited for it is gone then.
    if (message !== undefined && outlet.isNew === undefined) {
      const isThere = await api.update(at, message, noticeMessage('…')).then(yes, unlessGone);
      if (!isThere) return { thread };
    }
    const { reply: left, ...elsewhere } = await handOut(call, reply, at);
    const pictures = await showPictures(call, reply, at);
    const drawing = { follow: thread, pictures, late: late(call), ...elsewhere };
    if (outlet.aside === undefined) {
      await aside.toCaller(call, at, (send) => draw(call, left, drawing, send));
      outlet.aside = call.id;
    }
    // Last, so that it tells after a crash.
    if (message !== undefined) await api.remove(at, message).catch(unlessGone);
    return { thread };
  };

  const answer = async (call: Call, reply: Reply, outlet: Outlet): Promise<Shown> => {
    const at = addressOf(call);
    if (at.silent && !hasFailed(reply)) return undefined;
    const alone = at.ephemeral || at.silent || reply.visibility === 'caller';
    // In a direct message there is nobody else: the message that waits can say all of it.
    const hasOwn = isDirect(at.channel) && (await placeholders.known(outlet)) !== undefined;
    return alone && !hasOwn ? answerAside(call, reply, at, outlet) : answerOpenly(call, reply, at, outlet);
  };

  return {
    editEveryMs,
    answersFirst: true,
    progress: (call, progress, within = (edit) => edit()) => {
      const outlet = outlets.of(call);
      return outlet.inTurn(async () => {
        const at = addressOf(call);
        if (outlet.answer || outlet.closed || at.ephemeral || at.silent) return;
        const before = outlet.message ?? at.message;
        // The next change brings another chance.
        if (before !== null && !mayEdit(at.team)) return;
        const { locale } = call.caller;
        const message = renderProgress(progress, { say: sayIn(locale), locale, callId: call.id });
        try {
          await within(async () => {
            if (before !== null) await api.update(at, before, message);
            else await placeholders.of(outlet, () => message);
            outlet.shown = true;
          });
        } catch (error) {
          outlet.closed = isUnreachable(error);
          if (!outlet.closed) throw error;
          await aside.workingElsewhere(call, at);
        }
      });
    },
    deliver: (call, reply) => {
      const outlet = outlets.of(call);
      return outlet.inTurn(async () => {
        if (outlet.answer) return outlet.answer;
        outlet.answering = true;
        const shown = await answer(call, reply, outlet);
        outlet.answer = shown && beginsThread(call, reply) ? { opened: shown.thread } : {};
        return outlet.answer;
      });
    },
    again: ({ conversation: { workspace: team, channel, thread }, options: { private: ephemeral } }) => {
      // A conversation that only its owner sees, and a direct message, go by names that are no message's.
      const at = thread !== undefined && isMessage(thread) ? thread : null;
      const address: SlackAddress = {
        team,
        channel,
        thread: at,
        from: at,
        ephemeral: ephemeral === true,
        silent: false,
        responseUrl: null,
        about: null,
        message: null,
        files: [],
      };
      return address;
    },
    read,
  };
}

const hasFailed = ({ tone }: Reply): boolean => tone === 'warning' || tone === 'problem';

const yes = (): boolean => true;

function unlessGone(error: unknown): boolean {
  if (isMessageGone(error) || isUnreachable(error)) return false;
  throw error;
}
