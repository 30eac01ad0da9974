import { onTestFinished } from 'vitest';
import { type DiscordOptions, type FakeDiscord, openDiscord } from './open-discord.ts';

/** One Discord for one test. */
export async function fakeDiscord(options?: DiscordOptions): Promise<FakeDiscord> {
  const discord = await openDiscord(options);
  onTestFinished(discord.close);
  return discord;
}
