import { setTimeout as sleep } from 'node:timers/promises';
import { createDiscordPlatform } from '../../src/platforms/discord/index.ts';
import type { Store } from '../../src/store/open.ts';
import type { Guest, PlatformStage } from '../contracts/platform.ts';
import { fakeDiscord } from './discord/fake-discord.ts';
import type { Interaction } from './discord/interactions.ts';
import { discordOptions } from './discord-options.ts';
import { readText } from './discord-text.ts';

/** Discord as the contract of platforms wants it. */
export async function openDiscordStage(store: Store): Promise<PlatformStage> {
  const discord = await fakeDiscord();
  const birds = discord.channel({ name: 'birds', guild: discord.guild() });
  const guest = (name: string): Guest => {
    const person = discord.person({ name });
    let last: Interaction | undefined;
    return {
      async ask(question, thread) {
        const place = thread === undefined ? birds : discord.thread({ id: thread });
        last = await person.slash(place, 'ask', { question });
      },
      async repeat() {
        if (last) discord.repeat(last);
        await sleep(100);
      },
      async sees() {
        return person.sees(birds).map(readText);
      },
    };
  };
  return {
    platform: createDiscordPlatform(discordOptions(discord, { store })),
    async guests() {
      return { ada: guest('Ada'), bo: guest('Bo') };
    },
  };
}
