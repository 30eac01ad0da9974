import { type SlackAddress, slackAddress, ts } from '../../../schema/slack.ts';
import type { Call } from '../../core/call.ts';

export const addressOf = (call: Call): SlackAddress => slackAddress.parse(call.replyTo);

export const isMessage = (id: string): boolean => ts.safeParse(id).success;
