import { expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import type { AnyCommand } from '../../../src/core/command.ts';
import { register } from '../../../src/platforms/discord/registration/register.ts';
import { createRest } from '../../../src/platforms/discord/rest.ts';
import { fakeDiscord } from '../../support/discord/fake-discord.ts';

/** A Discord, and what registering these commands in it does. */
async function stage() {
  const discord = await fakeDiscord();
  const { apiUrl, token, bot } = discord;
  const rest = createRest({ token, apiUrl });
  return {
    discord,
    names: (guild?: string) => discord.commands.list(guild).map(({ name }) => name),
    register: (
      known: readonly AnyCommand[] = commands,
      more: { readonly guild?: string; readonly dryRun?: boolean } = {},
    ) => register({ rest, application: bot.id, commands: known, ...more }),
  };
}

const without = (name: string) => commands.filter((command) => command.name !== name);

/** The commands, one of which takes a little more than it did. */
const changed = commands.map((command): AnyCommand => {
  if (command.name !== 'classify') return command;
  const top = { kind: 'integer', required: false, min: 1, max: 50 } as const;
  return { ...command, options: { ...command.options, top } };
});

test('what Discord does not know is registered, and the second time nothing is written', async () => {
  const { discord, names, register } = await stage();
  const first = await register();
  expect(first.changed).toBe(true);
  expect(first.differences).toContain('ask: new');
  expect(names()).toEqual(first.differences.map((difference) => difference.replace(': new', '')));

  expect(await register()).toEqual({ changed: false, differences: [] });
  expect(discord.commands.writes).toBe(1);
  expect(discord.violations).toEqual([]);
});

test('what changed is told by its fields, and written as a whole', async () => {
  const { names, register } = await stage();
  await register(without('help'));
  expect(await register(changed)).toEqual({ changed: true, differences: ['classify: options', 'help: new'] });
  expect(await register(without('schema'))).toEqual({
    changed: true,
    differences: ['classify: options', 'schema: removed'],
  });
  expect(names()).not.toContain('schema');
  expect(names()).toContain('help');
});

test('commands of one server are known there alone, and compare with themselves', async () => {
  const { discord, names, register } = await stage();
  const guild = discord.guild().id;
  expect((await register(commands, { guild })).changed).toBe(true);
  expect(await register(commands, { guild })).toEqual({ changed: false, differences: [] });
  expect(names(guild)).toContain('ask');
  expect(names()).toEqual([]);
});

test('a dry run tells what it would write, and writes nothing', async () => {
  const { discord, register } = await stage();
  const { changed, differences } = await register(commands, { dryRun: true });
  expect([changed, differences.includes('classify: new')]).toEqual([false, true]);
  expect(discord.commands.writes).toBe(0);
});

test('a server that the bot is not in is told with what Discord says', async () => {
  const { discord, register } = await stage();
  const guild = discord.guild({ hasBot: false }).id;
  await expect(register(commands, { guild })).rejects.toMatchObject({
    code: 'DISCORD_REFUSED',
    data: { why: '403 50001: Missing Access' },
  });
});

test('an outage is told as one, without the address of the request', async () => {
  const { discord, register } = await stage();
  discord.outage(/GET .*commands/, { kind: 'fails', status: 503 }, 10);
  const refused = await register().catch((error) => error);
  expect(refused).toMatchObject({
    code: 'DISCORD_UNREACHABLE',
    data: { why: expect.stringMatching(/^503/) },
  });
  expect(refused.cause).toBeUndefined();
});
