import { randomUUIDv7 } from 'node:crypto';
import type { DiscordAddress } from '../../../schema/discord.ts';
import type { Call, Caller, Conversation, OptionValue } from '../../core/call.ts';
import { answerWithinMs } from './limits.ts';

export const platformName = 'discord';

export interface Wish {
  readonly command: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly conversation: Conversation;
  readonly caller: Caller;
  readonly replyTo: DiscordAddress;
  /** The id of what Discord tells of it: an interaction's or a message's. */
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
