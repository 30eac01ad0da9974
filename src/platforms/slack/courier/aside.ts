import type { SlackAddress } from '../../../../schema/slack.ts';
import type { Call } from '../../../core/call.ts';
import type { Log } from '../../../core/log.ts';
import { sayIn } from '../../../core/text.ts';
import type { ResponseSpot, SlackApi } from '../api.ts';
import { responseUrlMs } from '../limits.ts';
import { isDirect } from '../place.ts';
import { isResponseOver, isUnreachable } from '../refusals.ts';
import type { SlackMessage } from '../render/message.ts';
import { noticeMessage } from '../render/notice.ts';

/** Gives a message to whoever can show it, drawn as modestly as Slack wants it. Rejects as `send` does. */
type Drawn = (send: (message: SlackMessage) => Promise<void>) => Promise<void>;

/** Ways to say something that is not the message which waits. */
export interface Aside {
  /** To the caller alone. */
  toCaller(call: Call, at: SlackAddress, drawn: Drawn): Promise<void>;
  /** To everybody in a channel that the bot is not in. */
  inChannel(call: Call, at: SlackAddress, drawn: Drawn): Promise<void>;
  /** That it is worked on, where no message can wait. */
  workingElsewhere(call: Call, at: SlackAddress): Promise<void>;
}

export interface AsideOptions {
  readonly api: Pick<SlackApi, 'postEphemeral' | 'respond' | 'postTo'>;
  readonly log: Log;
  readonly now: () => Date;
}

export function createAside({ api, log, now }: AsideOptions): Aside {
  type Way = (message: SlackMessage) => Promise<unknown>;

  const respond = (
    call: Call,
    { responseUrl: url, from }: SlackAddress,
    seenBy: ResponseSpot['seenBy'],
  ): Way[] => {
    const age = now().getTime() - Date.parse(call.receivedAt);
    if (url === null || age > responseUrlMs) return [];
    return [(message) => api.respond({ url, seenBy, thread: from }, message)];
  };

  /** By the first way that is open. */
  const byOneOf = async (call: Call, ways: readonly Way[], drawn: Drawn): Promise<void> => {
    for (const way of ways) {
      try {
        return await drawn(async (message) => void (await way(message)));
      } catch (error) {
        if (!isUnreachable(error) && !isResponseOver(error)) throw error;
      }
    }
    log.warn({ callId: call.id, platform: call.platform }, 'nobody could be reached with this answer');
  };

  return {
    async toCaller(call, at, drawn) {
      const { id } = call.caller;
      const ways: readonly Way[] = [
        (message) => api.postEphemeral({ ...at, thread: at.from }, id, message),
        ...respond(call, at, 'ephemeral'),
        (message) => api.postTo(at.team, id, message),
      ];
      await byOneOf(call, ways, drawn);
    },
    async inChannel(call, at, drawn) {
      const ways: readonly Way[] = [
        ...respond(call, at, 'in_channel'),
        (message) => api.postTo(at.team, call.caller.id, message),
      ];
      await byOneOf(call, ways, drawn);
    },
    async workingElsewhere(call, at) {
      const say = sayIn(call.caller.locale);
      const words = say(isDirect(at.channel) ? 'slack.working' : 'slack.workingElsewhere');
      const [way] = respond(call, at, 'ephemeral');
      if (way) await way(noticeMessage(words));
    },
  };
}
