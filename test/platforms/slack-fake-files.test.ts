import { describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { FileKind } from '../support/slack/files.ts';
import { quiet } from '../support/slack/plain-app.ts';
import { plainScene } from '../support/slack/plain-scene.ts';

const jay = { name: 'jay.png', bytes: new Uint8Array([1, 2, 3]) };
const picture = (id: string) => [{ type: 'image', alt_text: 'a jay', slack_file: { id } }] as never;

/** A scene in which Ada has shown a picture, and what the app was told of it. */
async function scene(kind?: FileKind) {
  const made = await plainScene();
  const { bot, birds, ada, team } = made;
  const said = ada.say(birds, 'look', { files: [{ ...jay, ...(kind && { kind }) }] });
  const event = await eventually(() => bot.of('message')[0]);
  const [file] = event.files as readonly { id: string; mode: string; url_private?: string }[];
  if (!file) throw new Error('no file was told of');
  const fetched = (url = file.url_private ?? '', token = team.botToken) =>
    fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return { ...made, said, file, fetched };
}

describe('a private file', () => {
  test('is given to the workspace’s token', async () => {
    const { slack, fetched } = await scene();
    const response = await fetched();
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(jay.bytes);
    expect(slack.violations).toEqual([]);
  });

  test('is a login page to everybody else', async () => {
    const { slack, team, file, fetched } = await scene();
    const other = slack.team({ name: 'Other' });
    const pages = [await fetch(file.url_private ?? ''), await fetched(file.url_private, other.botToken)];
    team.scopes.delete('files:read');
    pages.push(await fetched());
    for (const page of pages) {
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
      expect(await page.text()).toContain('Sign in');
    }
  });

  test('may be a login page even to the right token', async () => {
    const { fetched } = await scene('login-page');
    expect(await (await fetched()).text()).toContain('Sign in');
  });

  test('may be deleted, or hidden', async () => {
    const deleted = await scene('deleted');
    expect(deleted.file).toEqual({ id: deleted.file.id, mode: 'tombstone' });
    const info = deleted.bot.client.files.info({ file: deleted.file.id });
    await expect(info).rejects.toMatchObject({ data: { error: 'file_deleted' } });
    expect((await scene('hidden')).file).toMatchObject({ mode: 'hidden_by_limit' });
  });

  test('may have to be asked for', async () => {
    const { bot, file, fetched } = await scene('check_file_info');
    expect(file).toMatchObject({ file_access: 'check_file_info' });
    expect(file).not.toHaveProperty('url_private');
    const { file: told } = await bot.client.files.info({ file: file.id });
    expect((await fetched(told?.url_private)).status).toBe(200);
  });

  test('is not told of where the app is not', async () => {
    const { slack, bot, team, ada } = await scene();
    const den = slack.channel({ name: 'den', team, hasBot: false });
    const [file] = ada.say(den, 'secret', { files: [jay] }).files;
    const info = bot.client.files.info({ file: file?.id ?? '' });
    await expect(info).rejects.toMatchObject({ data: { error: 'file_not_found' } });
  });
});

test('a token that is sent elsewhere is noted', async () => {
  const { slack, fetched } = await scene();
  expect((await fetched(new URL('/elsewhere', slack.apiUrl).href)).status).toBe(404);
  expect(slack.violations).toEqual([
    'GET /elsewhere: a token was sent to where none belongs',
    'GET /elsewhere: there is no such place',
  ]);
});

describe('an upload', () => {
  test('by the client arrives in a thread', async () => {
    const { slack, bot, birds, ada, said } = await scene();
    await bot.client.filesUploadV2({
      channel_id: birds.id,
      thread_ts: said.ts,
      initial_comment: 'all rows',
      filename: 'birds.csv',
      file: Buffer.from('bird\njay\n'),
    });
    const shared = await eventually(() => ada.sees(birds)[1]);
    expect(shared).toMatchObject({ text: 'all rows', thread_ts: said.ts, files: [{ name: 'birds.csv' }] });
    expect(Buffer.from(shared.files[0]?.bytes ?? []).toString()).toBe('bird\njay\n');
    expect(slack.violations).toEqual([]);
  });

  test('of raw bytes must be as long as announced, and comes once', async () => {
    const { slack, bot } = await scene();
    const { upload_url = '', file_id = '' } = await bot.client.files.getUploadURLExternal({
      filename: 'a.png',
      length: 3,
    });
    const complete = () => bot.client.files.completeUploadExternal({ files: [{ id: file_id }] });
    const send = (bytes: number[]) => fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes) });
    await expect(complete()).rejects.toMatchObject({ data: { error: 'file_not_found' } });
    expect((await send([1])).status).toBe(400);
    expect((await send([1, 2, 3])).status).toBe(200);
    expect((await send([1, 2, 3])).status).toBe(400);
    expect(await complete()).toMatchObject({ files: [{ id: file_id, name: 'a.png' }] });
    expect(slack.violations).toHaveLength(2);
  });

  test('can be shown once it has been processed', async () => {
    const { slack, bot, birds } = await scene();
    const { upload_url = '', file_id = '' } = await bot.client.files.getUploadURLExternal({
      filename: 'a.png',
      length: 3,
    });
    await fetch(upload_url, { method: 'POST', body: new Uint8Array(3) });
    await bot.client.files.completeUploadExternal({ files: [{ id: file_id }] });
    const show = () =>
      bot.client.chat.postMessage({ channel: birds.id, text: 'a jay', blocks: picture(file_id), ...quiet });
    await expect(show()).rejects.toMatchObject({ data: { error: 'invalid_blocks' } });
    slack.advance(300);
    await show();
    expect(slack.violations).toEqual([]);
  });

  test('goes nowhere where the app is not', async () => {
    const { slack, bot, birds } = await scene();
    slack.kick(birds);
    const sent = bot.client.filesUploadV2({
      channel_id: birds.id,
      filename: 'a.csv',
      file: Buffer.from('a'),
    });
    await expect(sent).rejects.toMatchObject({ data: { error: 'not_in_channel' } });
  });
});

test('a picture of another channel is not seen by everybody', async () => {
  const { slack, team, bot, birds, file } = await scene();
  const trees = slack.channel({ name: 'trees', team });
  const show = (channel: string) =>
    bot.client.chat.postMessage({ channel, text: 'a jay', blocks: picture(file.id), ...quiet });
  await show(birds.id);
  expect(slack.violations).toEqual([]);
  await show(trees.id);
  expect(slack.violations).toEqual([expect.stringContaining('is not seen by everybody in trees')]);
});
