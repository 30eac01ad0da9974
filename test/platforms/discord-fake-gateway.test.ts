import { Client, GatewayIntentBits, REST, Routes } from 'discord.js';
import { expect, onTestFinished, test } from 'vitest';
import { fakeDiscord } from '../support/discord/fake-discord.ts';
import { plainBot } from '../support/discord/plain-bot.ts';
import { plainScene } from '../support/discord/plain-scene.ts';
import { eventually } from '../support/eventually.ts';

const heard = ({ bot }: Awaited<ReturnType<typeof plainScene>>) =>
  bot.of('MESSAGE_CREATE').map(({ content }) => content);

test('the bot learns who it is and where it is', async () => {
  const { discord, guild, birds, bot } = await plainScene();
  await eventually(() => bot.client.channels.cache.has(birds.id));
  expect(bot.client.user?.id).toBe(discord.bot.id);
  expect(bot.client.guilds.cache.get(guild.id)).toMatchObject({ name: 'Nest', preferredLocale: 'en-US' });
  const later = discord.channel({ name: 'planes', guild: discord.guild({ name: 'Later' }) });
  await eventually(() => bot.client.channels.cache.has(later.id));
});

test('what was missed while the connection was down comes with the resumed session', async () => {
  const scene = await plainScene();
  const { discord, birds, ada } = scene;
  ada.say(birds, 'before');
  await eventually(() => heard(scene).length === 1);
  discord.gateway.drop();
  ada.say(birds, 'meanwhile');
  await eventually(() => heard(scene).length === 2);
  expect(heard(scene)).toEqual(['before', 'meanwhile']);
  expect(discord.gateway).toMatchObject({ identified: 1, resumed: 1 });
});

test('the bot can be asked to reconnect', async () => {
  const scene = await plainScene();
  scene.discord.gateway.askToReconnect();
  await eventually(() => scene.discord.gateway.resumed === 1);
  scene.ada.say(scene.birds, 'after');
  await eventually(() => heard(scene).length === 1);
});

test('an invalid session starts from the beginning', async () => {
  const scene = await plainScene();
  scene.discord.gateway.invalidate();
  // discord.js itself waits 5 s before it identifies again.
  await expect.poll(() => scene.discord.gateway.identified, { timeout: 15_000 }).toBe(2);
  scene.ada.say(scene.birds, 'after');
  await eventually(() => heard(scene).length === 1);
  expect(scene.discord.gateway.resumed).toBe(0);
});

test('each of two shards gets its own guilds, and the first the direct messages', async () => {
  const discord = await fakeDiscord({ shards: 2 });
  const guilds = [discord.guild({ shard: 0 }), discord.guild({ shard: 1 })];
  const channels = guilds.map((guild) => discord.channel({ name: 'birds', guild }));
  const bot = await plainBot(discord);
  await eventually(() => bot.client.guilds.cache.size === 2);
  expect(bot.client.ws.shards.size).toBe(2);
  expect(guilds.map(({ id }) => bot.client.guilds.cache.get(id)?.shardId)).toEqual([0, 1]);
  const ada = discord.person({ name: 'Ada' });
  for (const channel of channels) ada.say(channel, 'in a guild');
  ada.say(ada.dm, 'direct');
  await eventually(() => bot.of('MESSAGE_CREATE').length === 3);
});

test('a bot that is thrown out is told, and may do nothing there', async () => {
  const { discord, guild, birds, bot } = await plainScene();
  discord.remove(guild);
  await eventually(() => bot.of('GUILD_DELETE').find(({ id }) => id === guild.id));
  await expect(bot.post(birds, { content: 'hello' })).rejects.toMatchObject({ status: 403, code: 50001 });
});

test('a message can come twice', async () => {
  const scene = await plainScene();
  scene.discord.repeat(scene.ada.say(scene.birds, 'hello'));
  await eventually(() => heard(scene).length === 2);
  const [first, second] = scene.bot.of('MESSAGE_CREATE');
  expect(second).toEqual(first);
});

test('a wrong token is refused by both doors', async () => {
  const discord = await fakeDiscord();
  const rest = new REST({ version: '10', api: discord.apiUrl }).setToken('wrong');
  await expect(rest.get(Routes.user())).rejects.toMatchObject({ status: 401 });
  const right = new REST({ version: '10', api: discord.apiUrl }).setToken(discord.token);
  expect(await right.get(Routes.user())).toMatchObject({ id: discord.bot.id, bot: true });
  expect(discord.violations).toEqual([]);
});

test('an intent that the developer portal does not allow closes the connection', async () => {
  const discord = await fakeDiscord({ messageContent: false });
  const client = new Client({ intents: GatewayIntentBits.MessageContent, rest: { api: discord.apiUrl } });
  onTestFinished(() => client.destroy());
  await expect(client.login(discord.token)).rejects.toThrow('Used disallowed intents');
  const rest = new REST({ version: '10', api: discord.apiUrl }).setToken(discord.token);
  expect(await rest.get(Routes.currentApplication())).toMatchObject({ id: discord.bot.id, flags: 0 });
});
