import { createDiscordPlatform } from './discord/index.ts';
import { createSlackPlatform } from './slack/index.ts';
import { createWebPlatform } from './web/index.ts';

/** Every platform that people can reach Magpie on. A newcomer is a folder and a line here. */
export const platforms = {
  web: createWebPlatform,
  discord: createDiscordPlatform,
  slack: createSlackPlatform,
} as const;
