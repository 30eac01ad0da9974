import { type DiscordAddress, discordAddress } from '../../../schema/discord.ts';
import type { Call } from '../../core/call.ts';

export const addressOf = (call: Call): DiscordAddress => discordAddress.parse(call.replyTo);
