import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createDiscordPlatform } from '../../../src/platforms/discord/index.ts';
import { birdDiscord } from '../../support/bird-discord.ts';
import { anUpload } from '../../support/bird-playground.ts';
import { fakeDiscord } from '../../support/discord/fake-discord.ts';
import { discordOptions } from '../../support/discord-options.ts';
import { endless } from '../../support/endless.ts';
import { eventually } from '../../support/eventually.ts';
import { tempStore } from '../../support/temp-store.ts';

const patience = AbortSignal.timeout(20_000);

/** The courier of a bot whose files come from this server, and a file there. */
async function reading(answer: RequestListener, maxPictureBytes = 1000) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = discordOptions(await fakeDiscord(), { store: await tempStore() });
  const { courier } = createDiscordPlatform({ ...options, apiUrl: `${origin}/api`, maxPictureBytes });
  const read = (url = `${origin}/attachments/1/a.png?ex=1&is=1&hm=1`, size = 100) =>
    courier.read({ kind: 'attachment', name: 'a.png', size, address: { url } }, patience);
  return { asked, origin, read };
}

test.each([
  'http://cdn.discordapp.com/attachments/1/a.png',
  'https://cdn.discordapp.com.evil.example/a.png',
  'https://cdn.discordapp.com:8443/a.png',
  'https://cdn.discordapp.com@127.0.0.1/a.png',
  'https://evil.example/cdn.discordapp.com',
  'https://discord.com/api/v10/users/@me',
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2130706433/',
  'http://0177.0.0.1/',
  'http://localhost/',
  'file:///etc/passwd',
  'gopher://127.0.0.1/',
  'data:image/png;base64,AAAA',
  'no address',
])('nothing is read from %s', async (url) => {
  const { asked, read } = await reading((_, response) => response.end('secret'));
  await expect(read(url)).rejects.toMatchObject({ code: 'ATTACHMENT_GONE' });
  expect(asked).toEqual([]);
});

test('discord.com itself serves no files', async () => {
  const options = discordOptions(await fakeDiscord(), { store: await tempStore() });
  const { courier } = createDiscordPlatform({ ...options, apiUrl: 'https://discord.com/api' });
  const address = { url: 'https://discord.com/api/v10/gateway' };
  await expect(
    courier.read({ kind: 'attachment', name: 'a.png', size: 1, address }, AbortSignal.abort()),
  ).rejects.toMatchObject({ code: 'ATTACHMENT_GONE' });
});

test('I48 a redirect is not followed, also not to the same host', async () => {
  const { asked, read } = await reading((_, response) =>
    response.writeHead(302, { location: '/private' }).end(),
  );
  await expect(read()).rejects.toMatchObject({ code: 'ATTACHMENT_GONE' });
  expect(asked).toHaveLength(1);
});

test('a file that says it is too large is not asked for', async () => {
  const { asked, read } = await reading((_, response) => response.end('x'));
  await expect(read(undefined, 1001)).rejects.toMatchObject({ code: 'PICTURE_TOO_LARGE' });
  expect(asked).toEqual([]);
});

test('I48 one that lies about its size is read no further than the limit', async () => {
  const body = endless();
  const { read } = await reading((_, response) => body.sendTo(response));
  await expect(read()).rejects.toMatchObject({ code: 'PICTURE_TOO_LARGE' });
  await eventually(body.gone);
  expect(body.sent()).toBeLessThan(1_000_000);
});

test('a picture whose address has expired is asked for again, by the caller alone', async () => {
  const { ada, bo, birds, discord, seen } = await birdDiscord();
  discord.outage(/GET \/ephemeral-attachments\//, { kind: 'fails', status: 404 });
  await ada.slash(birds, 'classify', {}, { image: anUpload() });
  expect((await seen(ada, birds, 'send it again')).ephemeral).toBe(true);
  await eventually(() => bo.sees(birds).length === 0);
});

test('a picture that is no longer kept when its answer is delivered: the ranking is shown without it, and nothing is claimed', async () => {
  const world = await birdDiscord();
  const { ada, bo, birds, restart, seen, store } = world;
  const died = world.life.killAt('after', 'finish');
  await ada.slash(birds, 'classify', {}, { image: anUpload() });
  await died;
  await store.blobs.expire(new Date('2100-01-01'));
  await restart();
  const shown = await seen(bo, birds, 'carrion crow');
  expect(shown.files).toEqual([]);
  expect(JSON.stringify(shown)).not.toMatch(/attach files here|thumbnail/);
});

test('a CSV that is no longer kept when it is delivered says so, and not that files are forbidden', async () => {
  const world = await birdDiscord();
  const { ada, bo, birds, restart, seen, store } = world;
  await ada.slash(birds, 'ask', { question: 'Which birds are there?' });
  const answer = await seen(bo, birds, '4 rows');
  await eventually(async () => (await store.calls.unfinished()).length === 0);
  const died = world.life.killAt('after', 'finish');
  await ada.press(answer, 'CSV');
  await died;
  await store.blobs.expire(new Date('2100-01-01'));
  await restart();
  const told = await seen(ada, birds, 'no longer kept');
  expect(JSON.stringify(told)).not.toContain('attach files here');
});

test('a picture that is larger than the server takes is left out of its ranking', async () => {
  const { ada, bo, discord, seen } = await birdDiscord();
  const small = discord.channel({ name: 'small', guild: discord.guild({ attachmentSizeLimit: 10 }) });
  await ada.slash(small, 'classify', {}, { image: anUpload() });
  const shown = await seen(bo, small, 'carrion crow');
  expect(shown.files).toEqual([]);
  expect(JSON.stringify(shown.embeds)).not.toMatch(/attach|thumbnail/);
});
