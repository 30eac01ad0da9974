import { App, HTTPReceiver, type Installation, webApi } from '@slack/bolt';
import { expect, onTestFinished, test } from 'vitest';
import { fakeSlack } from '../support/slack/fake-slack.ts';
import { noLogger } from '../support/slack/plain-app.ts';

/** The real Bolt as an app of several workspaces. */
async function installable() {
  const slack = await fakeSlack();
  const kept = new Map<string, Installation>();
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    clientId: slack.clientId,
    clientSecret: slack.clientSecret,
    stateSecret: 'a-state-secret',
    scopes: ['chat:write', 'commands'],
    logger: noLogger,
    installerOptions: { clientOptions, authorizationUrl: new URL('/oauth/v2/authorize', slack.apiUrl).href },
    installationStore: {
      async storeInstallation(installation) {
        kept.set(installation.team?.id ?? '', installation as Installation);
      },
      async fetchInstallation({ teamId }) {
        const found = kept.get(teamId ?? '');
        if (!found) throw new Error('not installed');
        return found;
      },
    },
  });
  const app = new App({ receiver, clientOptions, logger: noLogger });
  const server = await receiver.start(0);
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
  slack.eventsUrl = `http://127.0.0.1:${address.port}/slack/events`;
  return { slack, app, kept };
}

test('somebody installs the app, and its token works', async () => {
  const { slack, kept } = await installable();
  const team = slack.team({ installed: 'none' });
  const installed = await slack.install(team);
  expect(installed).toMatchObject({ status: 200 });
  expect(installed.url).toContain('/slack/oauth_redirect?');
  expect(kept.get(team.id)?.bot).toMatchObject({ token: team.botToken, scopes: ['chat:write', 'commands'] });
  const client = new webApi.WebClient(team.botToken, { slackApiUrl: slack.apiUrl, logger: noLogger });
  expect(await client.auth.test()).toMatchObject({ team_id: team.id });
  expect([...team.scopes]).toEqual(['chat:write', 'commands']);
  expect(slack.violations).toEqual([]);
});

test('somebody who says no installs nothing', async () => {
  const { slack, kept } = await installable();
  const team = slack.team({ installed: 'none' });
  const installed = await slack.install(team, { approves: false });
  expect(installed.status).toBe(500);
  expect(kept.size).toBe(0);
  expect(team.botToken).toBe('');
});

test('another installation ends the token of the one before', async () => {
  const { slack } = await installable();
  const team = slack.team();
  const old = team.botToken;
  const birds = slack.channel({ name: 'birds', team });
  const ada = slack.person({ name: 'Ada', team });
  const jay = { name: 'jay.png', bytes: new Uint8Array(3) };
  ada.say(birds, 'look', { files: [jay] });
  const url = birds.messages[0]?.json.files?.[0]?.url_private ?? '';
  await slack.install(team);
  team.scopes.add('files:read');
  const client = new webApi.WebClient(old, { slackApiUrl: slack.apiUrl, logger: noLogger });
  await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } });
  const fetched = async (token: string) =>
    (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).headers.get('content-type');
  expect(await fetched(old)).toContain('text/html');
  expect(await fetched(team.botToken)).toBe('image/png');
});

test('a code is good once, and only with the secret', async () => {
  const { slack } = await installable();
  const client = new webApi.WebClient(undefined, { slackApiUrl: slack.apiUrl, logger: noLogger });
  const access = (client_secret: string) =>
    client.oauth.v2.access({ client_id: slack.clientId, client_secret, code: 'guessed' });
  await expect(access(slack.clientSecret)).rejects.toMatchObject({ data: { error: 'invalid_code' } });
  await expect(access('guessed')).rejects.toMatchObject({ data: { error: 'bad_client_secret' } });
  await slack.install(slack.team({ installed: 'none' }));
  const { args } =
    slack.requests.find(({ answer, method }) => method === 'oauth.v2.access' && Object(answer).ok) ?? {};
  const again = client.oauth.v2.access(args as never);
  await expect(again).rejects.toMatchObject({ data: { error: 'invalid_code' } });
});

test('a code is good only for the address that it was sent to', async () => {
  const { slack } = await installable();
  const client = new webApi.WebClient(undefined, { slackApiUrl: slack.apiUrl, logger: noLogger });
  slack.outage(/oauth.v2.access/, { kind: 'error', error: 'internal_error' });
  await slack.install(slack.team({ installed: 'none' }));
  const { args } = slack.requests.find(({ method }) => method === 'oauth.v2.access') ?? {};
  const elsewhere = client.oauth.v2.access({ ...args, redirect_uri: 'http://127.0.0.1/elsewhere' } as never);
  await expect(elsewhere).rejects.toMatchObject({ data: { error: 'bad_redirect_uri' } });
});
