import { fakeDiscord } from './fake-discord.ts';
import type { DiscordOptions } from './open-discord.ts';
import { plainBot } from './plain-bot.ts';

const commands = [
  {
    name: 'ask',
    description: 'Asks',
    options: [
      { type: 3, name: 'question', description: 'What', required: true, max_length: 50 },
      { type: 3, name: 'source', description: 'Where', autocomplete: true },
    ],
    contexts: [0, 1, 2],
    integration_types: [0, 1],
  },
  {
    name: 'classify',
    description: 'Looks at a picture',
    options: [{ type: 11, name: 'image', description: 'A picture', required: true }],
  },
  { type: 3, name: 'Classify image' },
];

/** Ada and Bo in a channel with a bot that does only what a test tells it. */
export async function plainScene(options?: DiscordOptions, intents?: number) {
  const discord = await fakeDiscord(options);
  const guild = discord.guild();
  const birds = discord.channel({ name: 'birds', guild });
  discord.commands.replace(commands);
  const bot = await plainBot(discord, intents);
  const [ada, bo] = [discord.person({ name: 'Ada' }), discord.person({ name: 'Bo' })];
  return { discord, guild, birds, bot, ada, bo };
}
