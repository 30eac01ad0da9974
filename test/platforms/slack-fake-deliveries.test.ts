import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { webApi } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { fakeSlack } from '../support/slack/fake-slack.ts';
import { noLogger } from '../support/slack/plain-app.ts';
import { plainScene } from '../support/slack/plain-scene.ts';

/** An app that answers with these statuses, one after the other, and then is well; and the retries it was told of. */
async function wayward(statuses: readonly number[], headers: Readonly<Record<string, string>> = {}) {
  const seen: { readonly number: string | null; readonly reason: string | null; readonly id: string }[] = [];
  const slack = await fakeSlack();
  const server = serve(
    {
      hostname: '127.0.0.1',
      port: 0,
      async fetch(request) {
        const { event_id } = (await request.json()) as { event_id: string };
        const of = (name: string) => request.headers.get(`x-slack-retry-${name}`);
        seen.push({ number: of('num'), reason: of('reason'), id: event_id });
        return new Response(null, { status: statuses[seen.length - 1] ?? 200, headers });
      },
    },
    ({ port }) => {
      slack.eventsUrl = `http://127.0.0.1:${port}/slack/events`;
    },
  );
  onTestFinished(() => void server.close());
  await eventually(() => slack.eventsUrl);
  const team = slack.team();
  const birds = slack.channel({ name: 'birds', team });
  return { slack, seen, birds, ada: slack.person({ name: 'Ada', team }) };
}

test('an event is told again at once, after a minute and after five', async () => {
  const { slack, seen, birds, ada } = await wayward([500, 500, 500, 500]);
  ada.say(birds, 'hello');
  await expect.poll(() => seen.map(({ number }) => number)).toEqual([null, '1']);
  slack.advance(59_000);
  slack.advance(1000);
  await expect.poll(() => seen).toHaveLength(3);
  slack.advance(300_000);
  await expect.poll(() => seen).toHaveLength(4);
  slack.advance(3_600_000);
  expect(seen.map(({ number, reason }) => [number, reason])).toEqual([
    [null, null],
    ['1', 'http_error'],
    ['2', 'http_error'],
    ['3', 'http_error'],
  ]);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
});

test('an app may say that it wants to hear no more of it', async () => {
  const { seen, birds, ada } = await wayward([500], { 'x-slack-no-retry': '1' });
  ada.say(birds, 'hello');
  await expect.poll(() => seen).toHaveLength(1);
  ada.say(birds, 'hello again');
  await expect.poll(() => seen.map(({ number }) => number)).toEqual([null, null]);
});

test('who is not there is told when they are', async () => {
  const { slack, seen, birds, ada } = await wayward([]);
  const { eventsUrl } = slack;
  slack.eventsUrl = undefined;
  ada.say(birds, 'hello');
  slack.eventsUrl = eventsUrl;
  await expect.poll(() => seen).toMatchObject([{ number: '1', reason: 'connection_failed' }]);
});

test('a request that is unsigned, wrongly signed or stale is turned away by Bolt', async () => {
  const { slack } = await plainScene();
  const status = async (forged: Parameters<typeof slack.forge>[0]) => (await slack.forge(forged)).status;
  expect(await status({ signature: 'missing' })).toBe(401);
  expect(await status({ signature: 'wrong' })).toBe(401);
  expect(await status({ ageSeconds: 301 })).toBe(401);
  expect(await status({ body: '{"type":"url_verification","challenge":"x"}', ageSeconds: 200 })).toBe(200);
});

const pingTimeoutMs = 300;

/** So many connections of the real client, and what each was told. */
async function connected(count: number) {
  const slack = await fakeSlack({ socket: true });
  const heard: { readonly by: number; readonly retry: number; ack(): Promise<void> }[] = [];
  const answers = { well: true };
  const clients = await Promise.all(
    Array.from({ length: count }, async (_, by) => {
      const client = new SocketModeClient({
        appToken: slack.appToken,
        clientOptions: { slackApiUrl: slack.apiUrl },
        clientPingTimeout: pingTimeoutMs,
        logger: noLogger,
      });
      client.on('slack_event', async ({ ack, retry_num }) => {
        heard.push({ by, retry: retry_num, ack });
        if (answers.well) await ack();
      });
      await client.start();
      onTestFinished(() => client.disconnect());
      return client;
    }),
  );
  const team = slack.team();
  const birds = slack.channel({ name: 'birds', team });
  return { slack, clients, heard, answers, birds, ada: slack.person({ name: 'Ada', team }) };
}

test('any connection gets any event, and each event one', async () => {
  const { slack, heard, birds, ada } = await connected(2);
  expect(slack.connections).toBe(2);
  for (let n = 0; n < 20; n += 1) ada.say(birds, 'hello');
  await expect.poll(() => heard).toHaveLength(20);
  expect(new Set(heard.map(({ by }) => by))).toEqual(new Set([0, 1]));
});

// Needs undici 7 or 8: with the undici 6 of discord.js the client ends its connection at its first ping.
test('a connection that is pinged stays', async () => {
  const { slack } = await connected(1);
  await sleep(5 * pingTimeoutMs);
  expect(slack.requests.filter(({ method }) => method === 'apps.connections.open')).toHaveLength(1);
  expect(slack.connections).toBe(1);
});

test('what a connection takes with it is told to another at once', async () => {
  const { clients, heard, answers, birds, ada } = await connected(2);
  answers.well = false;
  ada.say(birds, 'hello');
  const [first] = await eventually(() => heard.length === 1 && heard);
  answers.well = true;
  await clients[first?.by ?? 0]?.disconnect();
  // Before it counts as silent.
  await expect.poll(() => heard, { timeout: 2000 }).toHaveLength(2);
  expect(heard[1]).toMatchObject({ by: 1 - (first?.by ?? 0), retry: 1 });
});

test('what nobody is there for is told when somebody is', async () => {
  const { slack, heard, birds, ada } = await connected(1);
  slack.dropConnections();
  ada.say(birds, 'hello');
  await expect.poll(() => slack.connections).toBe(1);
  expect(heard).toEqual([]);
  slack.advance(60_000);
  await expect.poll(() => heard).toMatchObject([{ retry: 2 }]);
});

test('connections are asked to make way one after the other', async () => {
  const { slack, heard, birds, ada } = await connected(2);
  const refreshed = slack.refreshConnections();
  expect(slack.connections).toBe(1);
  ada.say(birds, 'hello');
  await expect.poll(() => heard).toHaveLength(1);
  await refreshed;
  await expect.poll(() => slack.connections, { timeout: 10_000 }).toBe(2);
});

test('an envelope that is acknowledged twice is noted', async () => {
  const { slack, heard, birds, ada } = await connected(1);
  ada.say(birds, 'hello');
  const [told] = await eventually(() => heard.length === 1 && heard);
  await told?.ack();
  await expect.poll(() => slack.violations).toEqual([expect.stringContaining('acknowledged twice')]);
});

test('an address opens one connection, and the app’s own token gives it', async () => {
  const slack = await fakeSlack({ socket: true });
  const client = (token: string) =>
    new webApi.WebClient(token, { slackApiUrl: slack.apiUrl, logger: noLogger });
  const { url = '' } = await client(slack.appToken).apps.connections.open();
  const open = () => {
    const socket = new WebSocket(url);
    onTestFinished(() => socket.close());
    return new Promise<string>((resolve) => {
      socket.addEventListener('message', ({ data }) => resolve(JSON.parse(String(data)).type));
      socket.addEventListener('error', () => resolve('refused'));
    });
  };
  expect(await open()).toBe('hello');
  expect(await open()).toBe('refused');
  const wrong = client('xapp-wrong').apps.connections.open();
  await expect(wrong).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
});

test('an eleventh connection is one too many', async () => {
  const { slack } = await connected(10);
  const client = new webApi.WebClient(slack.appToken, { slackApiUrl: slack.apiUrl, logger: noLogger });
  const { url = '' } = await client.apps.connections.open();
  const socket = new WebSocket(url);
  onTestFinished(() => socket.close());
  const said = await new Promise<string>((resolve) =>
    socket.addEventListener('message', ({ data }) => resolve(String(data)), { once: true }),
  );
  expect(JSON.parse(said)).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
});
