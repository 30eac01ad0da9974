import { Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { plainScene } from '../support/discord/plain-scene.ts';

const ask = { name: 'ask', description: 'Asks' };
const text = (name: string, more: object = {}) => ({ type: 3, name, description: 'x', ...more });

describe('Discord registers no command', () => {
  const wrong: Readonly<Record<string, object>> = {
    'with a capital letter': { ...ask, name: 'Ask' },
    'with a space': { ...ask, name: 'ask me' },
    'with a wrong localised name': { ...ask, name_localizations: { ko: '질문 하기' } },
    'in a language that it does not have': { ...ask, name_localizations: { tlh: 'ask' } },
    'without a description': { name: 'ask' },
    'with a description of more than 100 characters': { ...ask, description: 'x'.repeat(101) },
    'of the message menu with a description': { ...ask, type: 3 },
    'with 26 options': { ...ask, options: Array.from({ length: 26 }, (_, n) => text(`o${n}`)) },
    'with two options of one name': { ...ask, options: [text('a'), text('a')] },
    'with a required option after another': { ...ask, options: [text('a'), text('b', { required: true })] },
    'with 26 choices': {
      ...ask,
      options: [text('a', { choices: Array(26).fill({ name: 'x', value: 'x' }) })],
    },
    'of more than 8000 characters': {
      ...ask,
      options: Array.from({ length: 4 }, (_, n) =>
        text(`o${n}`, {
          choices: Array.from({ length: 25 }, (_, m) => ({ name: 'x'.repeat(90), value: `${m}` })),
        }),
      ),
    },
  };
  test.for(Object.entries(wrong))('%s', async ([, command]) => {
    const { discord, bot } = await plainScene();
    const put = bot.rest.put(Routes.applicationCommands(discord.bot.id), { body: [command] });
    await expect(put).rejects.toMatchObject({ code: 50035 });
  });
});

test('commands are listed, replaced one by one, changed and removed, and the writes are counted', async () => {
  const { discord, bot } = await plainScene();
  const [all, one] = [Routes.applicationCommands(discord.bot.id), Routes.applicationCommand];
  const before = discord.commands.writes;
  const localized = { ...ask, description_localizations: { ko: '묻기' } };
  const [{ id }] = (await bot.rest.put(all, { body: [localized] })) as [{ id: string }];
  expect(await bot.rest.post(all, { body: localized })).toMatchObject({ id });
  await bot.rest.patch(one(discord.bot.id, id), { body: { description: 'Asks the data' } });
  const query = new URLSearchParams({ with_localizations: 'true' });
  expect(await bot.rest.get(all, { query })).toMatchObject([
    { id, type: 1, description: 'Asks the data', description_localizations: { ko: '묻기' }, contexts: null },
  ]);
  expect((await bot.rest.get(all)) as object[]).not.toMatchObject([{ description_localizations: {} }]);
  await bot.rest.delete(one(discord.bot.id, id));
  expect(await bot.rest.get(all)).toEqual([]);
  expect(discord.commands.writes - before).toBe(4);
});

test('commands of one server are found there only', async () => {
  const { discord, guild, birds, bot, ada } = await plainScene();
  const other = discord.channel({ name: 'planes', guild: discord.guild() });
  await bot.rest.put(Routes.applicationGuildCommands(discord.bot.id, guild.id), {
    body: [{ ...ask, name: 'here' }],
  });
  bot.answering((interaction) => bot.callback(interaction, { type: 5 }));
  expect(await ada.slash(birds, 'here')).toMatchObject({ acknowledged: { type: 5 } });
  await expect(ada.slash(other, 'here')).rejects.toThrow('no command here');
  const elsewhere = Routes.applicationGuildCommands(discord.bot.id, discord.guild({ hasBot: false }).id);
  await expect(bot.rest.put(elsewhere, { body: [] })).rejects.toMatchObject({ code: 50001 });
});
