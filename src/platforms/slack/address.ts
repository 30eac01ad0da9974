import { type SlackAddress, slackAddress } from '../../../schema/slack.ts';
import type { Call } from '../../core/call.ts';

export const addressOf = (call: Call): SlackAddress => slackAddress.parse(call.replyTo);
