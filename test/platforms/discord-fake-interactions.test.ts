import { type APIAttachment, type APIInteraction, MessageFlags } from 'discord.js';
import { expect, test } from 'vitest';
import { plainScene } from '../support/discord/plain-scene.ts';
import { eventually } from '../support/eventually.ts';

type Scene = Awaited<ReturnType<typeof plainScene>>;

/** Ada asks; `body` is the bot's first answer. */
async function asked({ bot, ada, birds }: Scene, body: Readonly<Record<string, unknown>>) {
  const got = Promise.withResolvers<APIInteraction>();
  bot.answering(async (interaction) => {
    await bot.callback(interaction, body);
    got.resolve(interaction);
  });
  const question = await ada.slash(birds, 'ask', { question: 'How many?' });
  return { question, interaction: await got.promise };
}

interface Sent {
  readonly options: readonly object[];
  readonly resolved: { readonly attachments: Readonly<Record<string, APIAttachment>> };
}

const deferred = { type: 5 };
const said = (content: string, more: object = {}) => ({
  type: 4,
  data: { content, allowed_mentions: { parse: [] }, ...more },
});
const button = (custom_id: string, label: string) => ({ type: 2, style: 2, custom_id, label });
const withButton = { components: [{ type: 1, components: [button('more', 'More')] }] };
const thumb = new TextEncoder().encode('a picture');

test('an answer takes the place of the loading message', async () => {
  const scene = await plainScene();
  const { discord, birds, bot, ada, bo } = scene;
  const { question, interaction } = await asked(scene, deferred);
  expect(question.acknowledged).toMatchObject({ type: 5 });
  expect(ada.sees(birds)).toMatchObject([{ loading: true, ephemeral: false, content: '' }]);
  await bot.original(interaction, { content: 'Twelve' });
  expect(bo.sees(birds)).toMatchObject([{ loading: false, content: 'Twelve' }]);
  expect(discord.violations).toEqual([]);
});

test('the first followup edits the loading message, and cannot change who sees it', async () => {
  const scene = await plainScene();
  const { birds, bot, ada, bo } = scene;
  const { interaction } = await asked(scene, { type: 5, data: { flags: MessageFlags.Ephemeral } });
  await bot.followUp(interaction, { content: 'only for Ada' });
  await bot.followUp(interaction, { content: 'for all' });
  expect(ada.sees(birds).map(({ content, ephemeral }) => [content, ephemeral])).toEqual([
    ['only for Ada', true],
    ['for all', false],
  ]);
  expect(bo.sees(birds).map(({ content }) => content)).toEqual(['for all']);
});

test('the callback gives the message when asked for it', async () => {
  const scene = await plainScene();
  const { bot, ada, birds } = scene;
  const outcome = Promise.withResolvers<unknown>();
  bot.answering(async (interaction) => outcome.resolve(await bot.callback(interaction, deferred)));
  await ada.slash(birds, 'ask', { question: 'How many?' });
  const { id } = ada.sees(birds)[0] ?? {};
  expect(await outcome.promise).toMatchObject({
    interaction: { response_message_id: id, response_message_loading: true },
    resource: { type: 5, message: { id } },
  });
});

test('nobody can acknowledge twice', async () => {
  const scene = await plainScene();
  const { interaction } = await asked(scene, deferred);
  await expect(scene.bot.callback(interaction, deferred)).rejects.toMatchObject({ code: 40060 });
  expect(scene.discord.violations).toHaveLength(1);
});

test('an acknowledgement after more than 3 s comes too late', async () => {
  const { discord, bot, ada, birds } = await plainScene();
  const late = Promise.withResolvers<unknown>();
  bot.answering((interaction) => {
    discord.advance(3001);
    bot.callback(interaction, deferred).catch(late.resolve);
  });
  const question = await ada.slash(birds, 'ask', { question: 'How many?' });
  expect(question.acknowledged).toBeUndefined();
  expect(await late.promise).toMatchObject({ code: 10062 });
});

test('a token is good for 15 minutes, and for nothing before the acknowledgement', async () => {
  const scene = await plainScene();
  const { discord, bot, ada, birds } = scene;
  const { interaction } = await asked(scene, deferred);
  discord.advance(14 * 60_000);
  await bot.original(interaction, { content: 'still' });
  discord.advance(61_000);
  await expect(bot.original(interaction, { content: 'late' })).rejects.toMatchObject({
    status: 401,
    code: 50027,
  });
  await expect(bot.original({ ...interaction, token: 'nobody' }, { content: 'x' })).rejects.toMatchObject({
    code: 10015,
  });
  expect(ada.sees(birds)).toMatchObject([{ content: 'still' }]);
});

test('a button opens a modal, and what is typed there comes back with the message', async () => {
  const scene = await plainScene();
  const { discord, bot, ada, birds } = scene;
  await asked(scene, said('Twelve', withButton));
  const [answer] = ada.sees(birds);
  if (!answer) throw new Error('nothing was said');
  const input = { type: 18, label: 'Question', component: { type: 4, custom_id: 'question', style: 2 } };
  const seen: APIInteraction[] = [];
  bot.answering((interaction) => {
    seen.push(interaction);
    return bot.callback(
      interaction,
      seen.length === 1
        ? { type: 9, data: { custom_id: 'follow', title: 'Follow up', components: [input] } }
        : { type: 7, data: { content: 'Edited', allowed_mentions: { parse: [] } } },
    );
  });
  const pressed = await ada.press(answer, 'More');
  expect(pressed.modal).toMatchObject({ custom_id: 'follow' });
  await ada.submit(pressed, { question: 'And in Seoul?' });
  expect(seen).toMatchObject([
    { type: 3, message: { id: answer.id }, data: { custom_id: 'more', component_type: 2 } },
    {
      type: 5,
      message: { id: answer.id },
      data: { custom_id: 'follow', components: [{ type: 18, component: { value: 'And in Seoul?' } }] },
    },
  ]);
  expect(ada.sees(birds)).toMatchObject([{ content: 'Edited' }]);
  await expect(ada.submit(pressed, { question: '' })).rejects.toThrow('needs question');
  await expect(ada.press(answer, 'Less')).rejects.toThrow('no button');
  expect(discord.violations).toEqual([]);
});

test('an interaction carries who, where, and what may be done there', async () => {
  const { discord, guild, birds, bot } = await plainScene();
  const seen: APIInteraction[] = [];
  bot.answering((interaction) => {
    seen.push(interaction);
    return bot.callback(interaction, deferred);
  });
  const cleo = discord.person({ name: 'Cleo', nick: 'C', locale: 'ko', permissions: ['ManageChannels'] });
  discord.deny(birds, 'EmbedLinks');
  await cleo.slash(birds, 'ask', { question: 'How many?' });
  await cleo.slash(cleo.dm, 'ask', { question: 'How many?' });
  expect(seen).toMatchObject([
    {
      type: 2,
      application_id: discord.bot.id,
      guild_id: guild.id,
      guild_locale: 'en-US',
      locale: 'ko',
      context: 0,
      authorizing_integration_owners: { 0: guild.id },
      attachment_size_limit: 10 * 1024 * 1024,
      entitlements: [],
      channel: { id: birds.id, type: 0, parent_id: null, permissions: String(1 << 4) },
      member: { nick: 'C', permissions: String(1 << 4), user: { id: cleo.id, username: 'cleo' } },
      data: { name: 'ask', type: 1, options: [{ name: 'question', type: 3, value: 'How many?' }] },
    },
    { context: 1, channel: { type: 1 }, user: { id: cleo.id }, authorizing_integration_owners: { 0: '0' } },
  ]);
  expect(BigInt(seen[0]?.app_permissions ?? '0') & (1n << 14n)).toBe(0n);
  expect(seen[1]).not.toHaveProperty('member');
});

test('only what is registered can be called, and only as its options allow', async () => {
  const { ada, birds } = await plainScene();
  await expect(ada.slash(birds, 'dance')).rejects.toThrow('no command dance');
  await expect(ada.slash(birds, 'ask')).rejects.toThrow('needs question');
  await expect(ada.slash(birds, 'ask', { question: 'x'.repeat(51) })).rejects.toThrow('cannot be');
  await expect(ada.slash(birds, 'ask', { question: 'x', top: 3 })).rejects.toThrow('no option top');
});

test('an option is completed while it is typed', async () => {
  const { discord, ada, birds, bot } = await plainScene();
  const seen: APIInteraction[] = [];
  const errors: unknown[] = [];
  bot.answering(async (interaction) => {
    seen.push(interaction);
    await bot.callback(interaction, deferred).catch((error) => errors.push(error.code));
    await bot.callback(interaction, { type: 8, data: { choices: [{ name: 'Demo', value: 'demo' }] } });
  });
  const typed = await ada.complete(birds, 'ask', 'source', 'de', { question: 'How' });
  expect(typed.choices).toEqual([{ name: 'Demo', value: 'demo' }]);
  expect(seen).toMatchObject([{ type: 4, data: { options: [{}, { value: 'de', focused: true }] } }]);
  expect(errors).toEqual([50035]);
  expect(discord.violations).toHaveLength(1);
});

test('a slash attachment and the menu of a message bring the pictures along', async () => {
  const { ada, birds, bot } = await plainScene({ messageContent: false }, 0);
  const seen: APIInteraction[] = [];
  bot.answering((interaction) => {
    seen.push(interaction);
    return bot.callback(interaction, deferred);
  });
  const files = [{ name: 'a jay.png', bytes: thumb }];
  await ada.slash(birds, 'classify', {}, { image: { name: 'a jay.png', bytes: thumb } });
  const shown = ada.say(birds, 'look', { files });
  await ada.contextMenu(shown, 'Classify image');
  const [slash, menu] = seen as unknown as { data: Sent }[];
  const [attachment] = Object.values(slash?.data.resolved.attachments ?? {});
  expect(attachment).toMatchObject({
    filename: 'a_jay.png',
    content_type: 'image/png',
    ephemeral: true,
    size: 9,
  });
  expect(await (await fetch(attachment?.url ?? '')).text()).toBe('a picture');
  expect(slash?.data.options).toMatchObject([{ name: 'image', type: 11, value: attachment?.id }]);
  expect(await (await fetch(attachment?.url ?? '')).text()).toBe('a picture');
  expect(menu?.data).toMatchObject({
    type: 3,
    target_id: shown.id,
    resolved: { messages: { [shown.id]: { content: 'look', attachments: [{ filename: 'a_jay.png' }] } } },
  });
});

test('somebody who installed the app for themselves gets five followups and is told apart', async () => {
  const scene = await plainScene();
  const { discord, bot } = scene;
  const elsewhere = discord.channel({ name: 'far', guild: discord.guild({ hasBot: false }) });
  const dee = discord.person({ name: 'Dee', installed: 'user' });
  const { interaction } = await asked({ ...scene, ada: dee, birds: elsewhere }, said('One'));
  expect(interaction.authorizing_integration_owners).toEqual({ 1: dee.id });
  for (let n = 0; n < 5; n += 1) await bot.followUp(interaction, { content: `more ${n}` });
  await expect(bot.followUp(interaction, { content: 'one too many' })).rejects.toMatchObject({ code: 40094 });
  await expect(bot.post(elsewhere, { content: 'hello' })).rejects.toMatchObject({ code: 50001 });
  await expect(dee.slash(elsewhere, 'classify')).rejects.toThrow('not for user installs');
  const among = discord.channel({ name: 'friends' });
  await dee.slash(among, 'ask', { question: 'How many?' });
  expect(bot.of('INTERACTION_CREATE').at(-1)).toMatchObject({ context: 2, user: { id: dee.id } });
});

test('the same interaction can come once more', async () => {
  const scene = await plainScene();
  const { question, interaction } = await asked(scene, deferred);
  scene.bot.answering(() => undefined);
  scene.discord.repeat(question);
  const [first, second] = await eventually(() => {
    const all = scene.bot.of('INTERACTION_CREATE');
    return all.length === 2 && all;
  });
  expect(second).toEqual(first);
  expect(second).toMatchObject({ id: interaction.id });
});
