import { REST } from 'discord.js';
import type { DiscordOptions } from './discord-options.ts';

/** For what the bot does in its own name; keeps to the rate limits. */
export const createRest = ({ token, apiUrl }: Pick<DiscordOptions, 'token' | 'apiUrl'>): REST =>
  new REST({ api: apiUrl, version: '10' }).setToken(token);

/**
 * For what goes by an interaction's token: Discord does not count it among the 50 requests that a bot may make in a second, so
 * that no acknowledgement has to wait behind others. What each token may do is kept to.
 */
export const createInteractionRest = ({ apiUrl }: Pick<DiscordOptions, 'apiUrl'>): REST =>
  new REST({ api: apiUrl, version: '10', globalRequestsPerSecond: Number.POSITIVE_INFINITY });
