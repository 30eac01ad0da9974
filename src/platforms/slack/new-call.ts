import { randomUUIDv7 } from 'node:crypto';
import type { SlackAddress } from '../../../schema/slack.ts';
import type { Call, Caller, Conversation, OptionValue } from '../../core/call.ts';
import { answerWithinMs } from './limits.ts';

export const platformName = 'slack';

export interface Wish {
  readonly command: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly conversation: Conversation;
  readonly caller: Caller;
  readonly replyTo: SlackAddress;
  /** What Slack tells of it is the same however often it tells: a message's place and ts, or a trigger_id. */
  readonly dedupeKey: string;
}

export function newCall(wish: Wish, now: Date): Call {
  return {
    id: randomUUIDv7(),
    platform: platformName,
    ...wish,
    receivedAt: now.toISOString(),
    answerBy: new Date(now.getTime() + answerWithinMs).toISOString(),
  };
}
