import { expect, test } from 'vitest';
import { fakeDiscord } from '../support/discord/fake-discord.ts';
import { plainBot } from '../support/discord/plain-bot.ts';

const commands = [
  {
    name: 'ask',
    description: 'Asks',
    options: [
      { type: 3, name: 'question', description: 'What', required: true },
      { type: 3, name: 'source', description: 'Where', autocomplete: true },
    ],
  },
  {
    name: 'classify',
    description: 'Looks at a picture',
    options: [{ type: 11, name: 'image', description: 'A picture', required: true }],
  },
  { type: 3, name: 'Classify image' },
];

async function scene(options?: Parameters<typeof fakeDiscord>[0]) {
  const discord = await fakeDiscord(options);
  const guild = discord.guild({ shard: 0 });
  const birds = discord.channel({ name: 'birds', guild });
  discord.commands.replace(commands);
  const bot = await plainBot(discord);
  return {
    discord,
    guild,
    birds,
    bot,
    ada: discord.person({ name: 'Ada' }),
    bo: discord.person({ name: 'Bo' }),
  };
}

test('a slash command is acknowledged, and its answer takes the place of the loading message', async () => {
  const { discord, birds, bot, ada, bo } = await scene();
  bot.answering(async (interaction) => {
    await bot.callback(interaction, { type: 5 });
    expect(ada.sees(birds).at(-1)).toMatchObject({ loading: true, ephemeral: false });
    await bot.original(interaction, { content: 'Twelve' });
  });
  const asked = await ada.slash(birds, 'ask', { question: 'How many?' });
  expect(asked.acknowledged).toMatchObject({ type: 5 });
  await expect.poll(() => bo.sees(birds).map(({ content }) => content)).toEqual(['Twelve']);
  expect(discord.violations).toEqual([]);
});
