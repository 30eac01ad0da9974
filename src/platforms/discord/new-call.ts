import type { DiscordAddress } from '../../../schema/discord.ts';
import { createNewCall } from '../placeholder/new-call.ts';
import { answerWithinMs } from './limits.ts';

export const platformName = 'discord';

export const newCall = createNewCall<DiscordAddress>(platformName, answerWithinMs);
