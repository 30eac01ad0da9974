import type { Position } from '../../../core/job-queue.ts';
import { sayIn } from '../../../core/text.ts';
import type { SlackApi } from '../api.ts';
import type { SlackMessage } from '../render/message.ts';
import { renderProgress } from '../render/progress.ts';
import type { Deed } from './deed.ts';

/** To whoever did something, and to nobody else, where they did it. Rejects with SlackRefused. */
export type Tell = (deed: Deed, message: SlackMessage) => Promise<void>;

export const createTell =
  (api: Pick<SlackApi, 'respond' | 'postEphemeral'>): Tell =>
  ({ team, caller, at }, message) => {
    const { channel, from: thread, responseUrl: url } = at;
    return url === null
      ? api.postEphemeral({ team, channel, thread }, caller.id, message)
      : api.respond({ url, seenBy: 'ephemeral', thread }, message);
  };

/** A call that only its caller may see, and how long it waits. */
export interface Waits {
  readonly callId: string;
  readonly position: Position;
}

/** What says so, with a button that cancels. */
export const waitingMessage = ({ callId, position }: Waits, { caller: { locale } }: Deed): SlackMessage =>
  renderProgress({ kind: 'waiting', ...position }, { say: sayIn(locale), locale, callId });
