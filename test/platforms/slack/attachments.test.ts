import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSlackPlatform } from '../../../src/platforms/slack/index.ts';
import { anUpload } from '../../support/bird-playground.ts';
import { birdSlack } from '../../support/bird-slack.ts';
import { endless } from '../../support/endless.ts';
import { eventually } from '../../support/eventually.ts';
import { fakeSlack } from '../../support/slack/fake-slack.ts';
import { slackOptions } from '../../support/slack-options.ts';
import { shownIn } from '../../support/slack-pictures.ts';
import { tempStore } from '../../support/temp-store.ts';

const patience = AbortSignal.timeout(20_000);

/** The courier of an app whose API and files are at this server, and a file there. */
async function reading(answer: RequestListener, info: object = { ok: true, file: { id: 'F1' } }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    if (url === '/api/files.info') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(info));
      return;
    }
    asked.push(`${url} ${headers.authorization}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const slack = await fakeSlack();
  const team = slack.team();
  const options = slackOptions(slack, { store: await tempStore(), team, maxPictureBytes: 1000 });
  const { courier } = createSlackPlatform({ ...options, apiUrl: `${origin}/api/` });
  const read = (url: string | null = `${origin}/files-pri/T1-F1/a.png`, size = 100) =>
    courier.read(
      { kind: 'attachment', name: 'a.png', size, address: { team: team.id, file: 'F1', url } },
      patience,
    );
  return { asked, origin, read, token: team.botToken };
}

const loginPage: RequestListener = (_, response) =>
  response.setHeader('content-type', 'text/html; charset=utf-8').end('<html>Sign in</html>');

test('Slack’s own file host is shown the token', async () => {
  const { asked, read, token } = await reading((_, response) => response.end('a picture'));
  expect(Buffer.from(await read()).toString()).toBe('a picture');
  expect(asked).toEqual([`/files-pri/T1-F1/a.png Bearer ${token}`]);
});

test.each([
  'http://files.slack.com/files-pri/T1-F1/a.png',
  'https://files.slack.com.evil.example/a.png',
  'https://files.slack.com:8443/a.png',
  'https://files.slack.com@127.0.0.1/a.png',
  'https://evil.example/files.slack.com',
  'https://slack.com/api/auth.test',
  'https://nest.slack.com/files/U1/F1/a.png',
  'https://drive.google.com/a.png',
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2130706433/',
  'http://localhost/',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  'no address',
])('nothing is read from %s', async (url) => {
  const { asked, read } = await reading((_, response) => response.end('secret'));
  await expect(read(url)).rejects.toMatchObject({ code: 'ATTACHMENT_GONE' });
  expect(asked).toEqual([]);
});

test('I48 nor from the same machine by another name', async () => {
  const { asked, origin, read } = await reading((_, response) => response.end('secret'));
  const elsewhere = `${origin.replace('127.0.0.1', 'localhost')}/files-pri/T1-F1/a.png`;
  await expect(read(elsewhere)).rejects.toMatchObject({ code: 'ATTACHMENT_GONE' });
  expect(asked).toEqual([]);
});

test('neither when Slack says, asked for a file, that it is there', async () => {
  const file = { id: 'F1', url_private: 'https://evil.example/a.png' };
  const { asked, read } = await reading((_, response) => response.end('secret'), { ok: true, file });
  await expect(read(null)).rejects.toMatchObject({ code: 'ATTACHMENT_GONE' });
  expect(asked).toEqual([]);
});

test('slack.com itself serves no files', async () => {
  const slack = await fakeSlack();
  const options = slackOptions(slack, { store: await tempStore(), team: slack.team() });
  const { courier } = createSlackPlatform({ ...options, apiUrl: 'https://slack.com/api/' });
  const address = { team: 'T1', file: 'F1', url: 'https://slack.com/api/auth.test' };
  await expect(
    courier.read({ kind: 'attachment', name: 'a.png', size: 1, address }, AbortSignal.abort()),
  ).rejects.toMatchObject({ code: 'ATTACHMENT_GONE' });
});

test('I48 a redirect is not followed, also not to the same host', async () => {
  const { asked, read } = await reading((_, response) =>
    response.writeHead(302, { location: '/private' }).end(),
  );
  await expect(read()).rejects.toMatchObject({ code: 'SLACK_FILES_UNREADABLE' });
  expect(asked).toHaveLength(1);
});

describe('a login page in place of a picture', () => {
  test.each([
    [
      'the scope is missing',
      { ok: false, error: 'missing_scope', needed: 'files:read' },
      'SLACK_FILES_UNREADABLE',
    ],
    ['nobody knows why', { ok: true, file: { id: 'F1' } }, 'SLACK_FILES_UNREADABLE'],
    ['it is of a channel without the bot', { ok: false, error: 'file_not_found' }, 'SLACK_FILE_ELSEWHERE'],
    ['it was deleted', { ok: false, error: 'file_deleted' }, 'ATTACHMENT_GONE'],
  ])('is told from a picture: %s', async (_, info, code) => {
    const { read } = await reading(loginPage, info);
    await expect(read()).rejects.toMatchObject({ code });
  });
});

test('a page that says that there is nothing is no login page', async () => {
  const { read } = await reading((request, response) => {
    response.statusCode = 404;
    loginPage(request, response);
  });
  await expect(read()).rejects.toMatchObject({ code: 'ATTACHMENT_GONE' });
});

test('a file that says it is too large is not asked for', async () => {
  const { asked, read } = await reading((_, response) => response.end('x'));
  await expect(read(undefined, 1001)).rejects.toMatchObject({ code: 'PICTURE_TOO_LARGE' });
  expect(asked).toEqual([]);
});

test('one that lies about its size is read no further than the limit', async () => {
  const body = endless();
  const { read } = await reading((_, response) => body.sendTo(response));
  await expect(read()).rejects.toMatchObject({ code: 'PICTURE_TOO_LARGE' });
  await eventually(body.gone);
  expect(body.sent()).toBeLessThan(1_000_000);
});

test.each(['missing files:read', 'a login page all the same'])(
  'pictures that Slack does not let Magpie read (%s): the caller is told, and the operator what to do',
  async (why) => {
    const { ada, bo, birds, team, seen, log } = await birdSlack();
    if (why === 'missing files:read') team.scopes.delete('files:read');
    const kind = why === 'missing files:read' ? {} : { kind: 'login-page' as const };
    ada.say(birds, `<@${team.bot.userId}>`, { files: [{ ...anUpload(), ...kind }] });
    expect((await seen(ada, birds, 'Slack does not let me read files here')).ephemeral).toBe(true);
    await eventually(() => bo.sees(birds).length === 1);
    await eventually(() =>
      /"code":"SLACK_FILES_UNREADABLE","next":"[^"]*files:read[^"]*Reinstall/.test(log.text()),
    );
    expect(log.text()).not.toContain(team.botToken);
  },
);

test('a picture that is deleted while it waits is asked for again, of the caller alone', async () => {
  const { ada, bo, birds, slack, team, seen } = await birdSlack();
  slack.outage(/GET \/files-pri\//, { kind: 'http', status: 404 });
  ada.say(birds, `<@${team.bot.userId}>`, { files: [anUpload()] });
  expect((await seen(ada, birds, 'send it again')).ephemeral).toBe(true);
  await eventually(() => bo.sees(birds).length === 1);
});

test('a picture that is no longer kept when its answer is delivered: the ranking is shown without it', async () => {
  const world = await birdSlack();
  const { ada, bo, birds, restart, seen, store } = world;
  const died = world.life.killAt('after', 'finish');
  const { modal } = await ada.slash(birds, '/classify');
  if (!modal) throw new Error('no form was opened');
  await ada.submit(modal, { image: [anUpload()] });
  await died;
  await store.blobs.expire(new Date('2100-01-01'));
  await restart();
  expect(shownIn(await seen(bo, birds, 'carrion crow'))).toEqual([]);
});
