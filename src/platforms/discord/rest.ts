import { REST } from 'discord.js';
import type { DiscordOptions } from './discord-options.ts';

/** Every request to Discord goes through one of these, which keeps to the rate limits. */
export const createRest = ({ token, apiUrl }: Pick<DiscordOptions, 'token' | 'apiUrl'>): REST =>
  new REST({ api: apiUrl, version: '10' }).setToken(token);
