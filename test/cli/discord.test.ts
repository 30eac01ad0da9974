import { expect, test } from 'vitest';
import { discord } from '../../src/cli/discord.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { answering } from '../support/answering.ts';
import { fakeDiscord } from '../support/discord/fake-discord.ts';
import type { DiscordOptions } from '../support/discord/open-discord.ts';
import { openTerminal } from '../support/terminal.ts';

/** A Discord, and a terminal that is configured for it unless told otherwise. */
async function stage(env: Readonly<Record<string, string>> = {}, options?: DiscordOptions) {
  const api = await fakeDiscord(options);
  const terminal = await openTerminal({
    DISCORD_API_URL: `${api.apiUrl}/`,
    DISCORD_TOKEN: api.token,
    ...env,
  });
  return { api, ...terminal, register: (...args: string[]) => terminal.run(discord, 'register', ...args) };
}

test('it registers everywhere, says what was new, and prints the invite link', async () => {
  const { api, register } = await stage();
  const { code, out, err } = await register();
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Registered in every server:\n {2}classify: new\n/);
  expect(out).toContain(`\nInvite: https://discord.com/oauth2/authorize?client_id=${api.bot.id}&`);

  const again = await register();
  expect(again.out).toMatch(/^Nothing to do: the commands are known in every server\.\n/);
  expect(api.commands.writes).toBe(1);
});

test('a server is chosen by option, before the variable', async () => {
  const { api, register } = await stage({ DISCORD_GUILD_ID: '99999999999999999' });
  const guild = api.guild().id;
  const { code, out } = await register('--json', '--guild', guild);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    application: api.bot.id,
    guild,
    dryRun: false,
    changed: true,
    differences: expect.arrayContaining(['ask: new']),
    invite: expect.stringContaining('https://discord.com/oauth2/authorize?'),
  });
  expect(api.commands.list()).toEqual([]);
  expect(api.commands.list(guild).length).toBeGreaterThan(0);
});

test('DISCORD_GUILD_ID is the server unless told, and one without the bot is told with the next step', async () => {
  const { api, register } = await stage({ DISCORD_GUILD_ID: '99999999999999999' });
  const { code, err } = await register();
  expect(code).toBe(1);
  expect(err).toMatch(/Missing Access.*Invite the bot.*DISCORD_GUILD_ID.*\(DISCORD_REFUSED\)/);
  expect(api.commands.writes).toBe(0);
});

test('a dry run writes nothing', async () => {
  const { api, register } = await stage();
  const { code, out } = await register('--dry-run');
  expect(code).toBe(0);
  expect(out).toMatch(/^Would be registered in every server:\n {2}classify: new\n/);
  expect(api.commands.writes).toBe(0);
});

test('without a token it says where one is made', async () => {
  const { register } = await stage({ DISCORD_TOKEN: '' });
  await expect(register()).rejects.toThrow(/DISCORD_TOKEN is not set.*Bot > Reset Token/);
});

test.each([[[]], [['--json']]])(
  'a token that Discord does not take is not repeated, and the next step is told: %j',
  async (args) => {
    const { register } = await stage({ DISCORD_TOKEN: 'MTIz.wrong.canary' });
    const { code, out, err } = await register(...args);
    expect(code).toBe(1);
    expect(out + err).toMatch(/Bot > Reset Token.*\(DISCORD_TOKEN_REFUSED\)/);
    expect(out + err).not.toContain('canary');
  },
);

test.each([
  [
    { id: '1', interactions_endpoint_url: 'https://bot.example' },
    'DISCORD_ENDPOINT_SET',
    'Interactions Endpoint URL',
  ],
  [{ welcome: 'to another API' }, 'DISCORD_UNREACHABLE', 'DISCORD_API_URL'],
])('what is wrong with what answers is told with what to do: %j', async (answer, code, next) => {
  const { register } = await stage({ DISCORD_API_URL: await answering(answer) });
  const { code: exit, err } = await register();
  expect(exit).toBe(1);
  expect(err).toContain(next);
  expect(err).toContain(code);
});

test('where nobody answers it says so', async () => {
  const { register } = await stage({ DISCORD_API_URL: 'http://127.0.0.1:1' });
  const { code, err } = await register();
  expect(code).toBe(1);
  expect(err).toContain('DISCORD_UNREACHABLE');
});

test.each([
  [[], /discord register/],
  [['unregister'], /discord register/],
  [['register', 'now'], /discord register/],
  [['register', '--guild', 'mine'], /DISCORD_GUILD_ID/],
])('anything else is wrong usage: %j', async (args, message) => {
  const { api, run } = await stage();
  await expect(run(discord, ...args)).rejects.toThrow(message);
  expect(api.requests).toEqual([]);
});

test.each([
  [true, 'on'],
  [false, 'off'],
])(
  'doctor tries the token, and says whether plain messages can be read: %j',
  async (messageContent, intent) => {
    const { api, run } = await stage(quickly, { messageContent });
    const finding = discordIn((await run(doctor, '--json')).out);
    expect(finding).toMatchObject({ ok: true });
    expect(finding.detail).toContain(`Message Content intent is ${intent}`);
    expect(finding.detail).toContain(`client_id=${api.bot.id}`);
  },
);

test('doctor says what to click when the token is not taken', async () => {
  const { run } = await stage({ ...quickly, DISCORD_TOKEN: 'MTIz.wrong.canary' });
  const finding = discordIn((await run(doctor, '--json')).out);
  expect(finding).toMatchObject({ ok: false, next: expect.stringContaining('Bot > Reset Token') });
  expect(JSON.stringify(finding)).not.toContain('canary');
});

/** No model and no database, which another test is about. */
const quickly = { DATABASE_URL: 'sqlite:nowhere.sqlite', MAGPIE_MODEL: './nowhere' };

const discordIn = (findings: string) =>
  JSON.parse(findings).find(({ name }: { name: string }) => name === 'discord');
