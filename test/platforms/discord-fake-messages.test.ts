import { GatewayIntentBits, type RawFile, Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { quiet } from '../support/discord/plain-bot.ts';
import { plainScene } from '../support/discord/plain-scene.ts';
import { eventually } from '../support/eventually.ts';

const file = (name: string, text: string): RawFile => ({ name, data: Buffer.from(text) });
const button = (custom_id: string) => ({ type: 2, style: 2, custom_id, label: 'Press' });
const row = (...components: object[]) => ({ components: [{ type: 1, components }] });
const embed = (description: string) => ({ description });

describe('Discord refuses', () => {
  const wrong: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'more than 2000 characters': { content: 'x'.repeat(2001) },
    'an embed title of more than 256 characters': { embeds: [{ title: 'x'.repeat(257) }] },
    'more than 25 fields': { embeds: [{ fields: Array(26).fill({ name: 'a', value: 'b' }) }] },
    'more than 6000 characters over all embeds': { embeds: Array(3).fill(embed('x'.repeat(2001))) },
    'more than 10 embeds': { embeds: Array(11).fill(embed('x')) },
    'the same custom id twice': row(button('a'), button('a')),
    'a custom id of more than 100 characters': row(button('x'.repeat(101))),
    'more than 5 buttons in a row': row(...Array.from('abcdef', button)),
    'a label of more than 80 characters': row({ ...button('a'), label: 'x'.repeat(81) }),
    'a button without a custom id': row({ type: 2, style: 2, label: 'Press' }),
    'a picture that is no file of the message': { embeds: [{ image: { url: 'attachment://a.png' } }] },
    'a list of files that are not there': { content: 'x', attachments: [{ id: '0', filename: 'a.txt' }] },
    'mentions that may ping': { content: 'x', allowed_mentions: { parse: ['users'] } },
    'a reply to nothing': { content: 'x', message_reference: { message_id: '1' } },
    'a nonce of more than 25 characters': { content: 'x', nonce: 'x'.repeat(26) },
  };
  test.for(Object.entries(wrong))('%s', async ([, body]) => {
    const { discord, bot, birds, ada } = await plainScene();
    await expect(bot.post(birds, body)).rejects.toMatchObject({ status: 400, code: 50035 });
    expect(discord.violations).toHaveLength(1);
    expect(ada.sees(birds)).toEqual([]);
  });
});

test('a refusal names the field', async () => {
  const { bot, birds } = await plainScene();
  const refused = bot.post(birds, row({ ...button('a'), label: 'x'.repeat(81) }));
  await expect(refused).rejects.toMatchObject({
    rawError: {
      code: 50035,
      message: 'Invalid Form Body',
      errors: { components: { 0: { components: { 0: { label: { _errors: [{ code: 'TOO_BIG' }] } } } } } },
    },
  });
});

test('nothing to show is refused, and so are messages without allowed_mentions', async () => {
  const { discord, bot, birds } = await plainScene();
  await expect(bot.post(birds, {})).rejects.toMatchObject({ code: 50006 });
  const loud = bot.rest.post(Routes.channelMessages(birds.id), { body: { content: 'hello' } });
  await expect(loud).rejects.toMatchObject({ code: 50035 });
  expect(discord.violations).toHaveLength(2);
});

test('allowed_mentions can be noted only', async () => {
  const { discord, bot, birds, ada } = await plainScene({ strictMentions: false });
  await bot.rest.post(Routes.channelMessages(birds.id), { body: { content: 'hello' } });
  expect(discord.violations).toMatchObject([expect.stringContaining('allowed_mentions')]);
  expect(ada.sees(birds)).toMatchObject([{ content: 'hello' }]);
});

test('files are sent, kept or dropped by an edit, and fetched until their address expires', async () => {
  const { discord, bot, birds, ada } = await plainScene();
  const sent = await bot.rest.post(Routes.channelMessages(birds.id), {
    body: quiet({ embeds: [{ image: { url: 'attachment://a.txt' } }] }),
    files: [file('a.txt', 'first'), file('b.txt', 'second')],
  });
  const { id, attachments } = sent as { id: string; attachments: { id: string; url: string }[] };
  const kept = attachments[1] ?? { id: '', url: '' };
  await bot.rest.patch(Routes.channelMessage(birds.id, id), {
    body: quiet({ embeds: [], attachments: [{ id: kept.id }, { id: '0', description: 'the third' }] }),
    files: [file('c.txt', 'third')],
  });
  const [message] = ada.sees(birds);
  expect(message?.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['b.txt', 'second'],
    ['c.txt', 'third'],
  ]);
  expect(message?.attachments[1]?.description).toBe('the third');
  expect(await (await fetch(kept.url)).text()).toBe('second');
  expect((await fetch(kept.url.replace('hm=', 'hm=0'))).status).toBe(404);
  discord.advance(25 * 3_600_000);
  expect((await fetch(kept.url)).status).toBe(404);
  expect(discord.violations).toEqual([]);
});

test('a file over the limit of the server is too large', async () => {
  const { discord, bot } = await plainScene();
  const small = discord.channel({ name: 'small', guild: discord.guild({ attachmentSizeLimit: 4 }) });
  const files = [file('a.txt', 'first')];
  const sent = bot.rest.post(Routes.channelMessages(small.id), { body: quiet({}), files });
  await expect(sent).rejects.toMatchObject({ status: 413, code: 40005 });
});

test('an enforced nonce gives the message that is there', async () => {
  const { discord, bot, birds, ada } = await plainScene();
  const once = { content: 'once', nonce: 'n1', enforce_nonce: true };
  const first = await bot.post(birds, once);
  expect(await bot.post(birds, once)).toMatchObject({ id: (first as { id: string }).id });
  expect(ada.sees(birds)).toHaveLength(1);
  discord.advance(6 * 60_000);
  await bot.post(birds, once);
  expect(ada.sees(birds)).toHaveLength(2);
});

test('the bot edits and deletes its own messages only', async () => {
  const { bot, birds, ada } = await plainScene();
  const hers = Routes.channelMessage(birds.id, ada.say(birds, 'hello').id);
  await expect(bot.rest.patch(hers, { body: quiet({ content: 'bye' }) })).rejects.toMatchObject({
    code: 50005,
  });
  await expect(bot.rest.delete(hers)).rejects.toMatchObject({ code: 50013 });
  const { id } = (await bot.post(birds, { content: 'mine' })) as { id: string };
  await bot.rest.delete(Routes.channelMessage(birds.id, id));
  await expect(bot.rest.get(Routes.channelMessage(birds.id, id))).rejects.toMatchObject({ code: 10008 });
  expect(ada.sees(birds)).toMatchObject([{ content: 'hello' }]);
});

test('a message opens one thread, which has its id', async () => {
  const { discord, bot, birds, ada } = await plainScene();
  const { id } = (await bot.post(birds, { content: 'Twelve' })) as { id: string };
  const open = (of: string) => bot.rest.post(Routes.threads(birds.id, of), { body: { name: 'How many?' } });
  expect(await open(id)).toMatchObject({ id, type: 11, parent_id: birds.id, owner_id: discord.bot.id });
  await expect(open(id)).rejects.toMatchObject({ code: 160004 });
  const [answer] = ada.sees(birds);
  if (!answer) throw new Error('nothing was said');
  const thread = discord.thread(answer);
  ada.say(thread, 'and in Seoul?');
  await eventually(() => bot.of('MESSAGE_CREATE').find(({ channel_id }) => channel_id === id));
  expect(bot.client.channels.cache.get(id)).toMatchObject({ parentId: birds.id });
  await bot.post(thread, { content: 'Three' });
  expect(ada.sees(thread).map(({ content }) => content)).toEqual(['and in Seoul?', 'Three']);
});

test('people open threads too, and what is said in a hidden channel stays there', async () => {
  const { discord, guild, bot, birds, ada, bo } = await plainScene();
  const hidden = discord.channel({ name: 'hidden', guild, denied: ['ViewChannel'] });
  ada.say(hidden, 'secret');
  const thread = ada.openThread(ada.say(birds, 'look'), 'Jays');
  bo.say(thread, 'nice');
  await eventually(() => bot.of('MESSAGE_CREATE').length === 2);
  expect(bot.of('MESSAGE_CREATE').map(({ channel_id }) => channel_id)).toEqual([birds.id, thread.id]);
  expect(bot.of('THREAD_CREATE')).toMatchObject([{ id: thread.id, owner_id: ada.id, name: 'Jays' }]);
  await bot.post(thread, { content: 'Very' });
  discord.deny(birds, 'SendMessagesInThreads');
  await expect(bot.post(thread, { content: 'x' })).rejects.toMatchObject({ code: 50013 });
});

test('no thread opens without the permission, nor in direct messages', async () => {
  const { discord, bot, birds, ada } = await plainScene();
  const open = (channel: string, message: string) =>
    bot.rest.post(Routes.threads(channel, message), { body: { name: 'x' } });
  discord.deny(birds, 'CreatePublicThreads');
  await expect(open(birds.id, ada.say(birds, 'x').id)).rejects.toMatchObject({ code: 50013 });
  await expect(open(ada.dm.id, ada.say(ada.dm, 'x').id)).rejects.toMatchObject({ code: 50024 });
});

test('what the bot may not do in a channel is refused', async () => {
  const { discord, guild, bot, birds } = await plainScene();
  discord.deny(birds, 'EmbedLinks', 'AttachFiles');
  await expect(bot.post(birds, { embeds: [embed('x')] })).rejects.toMatchObject({ code: 50013 });
  const files = [file('a.txt', 'first')];
  const attached = bot.rest.post(Routes.channelMessages(birds.id), { body: quiet({}), files });
  await expect(attached).rejects.toMatchObject({ code: 50013 });
  await bot.post(birds, { content: 'plain' });
  const mute = discord.channel({ name: 'mute', guild, denied: ['SendMessages'] });
  await expect(bot.post(mute, { content: 'x' })).rejects.toMatchObject({ code: 50013 });
  const hidden = discord.channel({ name: 'hidden', guild, denied: ['ViewChannel'] });
  await expect(bot.post(hidden, { content: 'x' })).rejects.toMatchObject({ code: 50001 });
  expect(discord.violations).toEqual([]);
});

test('a direct message reaches a person unless they do not take any', async () => {
  const { discord, bot, ada } = await plainScene();
  const shy = discord.person({ name: 'Shy', closed: true });
  const write = async (recipient_id: string) => {
    const channel = await bot.rest.post(Routes.userChannels(), { body: { recipient_id } });
    return bot.post(channel as { id: string }, { content: 'hello' });
  };
  await write(ada.id);
  expect(ada.sees(ada.dm)).toMatchObject([{ content: 'hello' }]);
  await expect(write(shy.id)).rejects.toMatchObject({ code: 50007 });
});

test('without the intent a bot reads only what is meant for it', async () => {
  const { discord, bot, birds, ada } = await plainScene({ messageContent: false }, 0);
  const own = (await bot.post(birds, { content: 'mine' })) as never;
  ada.say(birds, 'secret', { files: [{ name: 'a.png', bytes: new Uint8Array(1) }] });
  ada.say(birds, `<@${discord.bot.id}> look`);
  ada.say(birds, 'a reply', { reply: own });
  ada.say(birds, 'a silent reply', { reply: own, ping: false });
  ada.say(ada.dm, 'direct');
  const read = await eventually(() => {
    const all = bot.of('MESSAGE_CREATE');
    return all.length === 6 && all;
  });
  expect(read.map(({ content }) => content)).toEqual([
    'mine',
    '',
    `<@${discord.bot.id}> look`,
    'a reply',
    '',
    'direct',
  ]);
  expect(read[1]).toMatchObject({ attachments: [], author: { id: ada.id }, member: { nick: null } });
  expect(read[4]).toMatchObject({ referenced_message: { content: 'mine' } });
  expect(ada.sees(birds)[1]).toMatchObject({ content: 'secret', files: [{ name: 'a.png' }] });
});

test('with the intent it reads everything', async () => {
  const { bot, birds, ada } = await plainScene({}, GatewayIntentBits.MessageContent);
  ada.say(birds, 'for all');
  expect(await eventually(() => bot.of('MESSAGE_CREATE')[0])).toMatchObject({ content: 'for all' });
});
