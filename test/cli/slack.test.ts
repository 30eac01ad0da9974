import { expect, test } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
import { slack } from '../../src/cli/slack.ts';
import { neededScopes, readingScopes } from '../../src/platforms/slack/scopes.ts';
import { answering } from '../support/answering.ts';
import { manifest } from '../support/slack/manifest-rules.ts';
import { openTerminal } from '../support/terminal.ts';

test('it prints a manifest that Slack takes, and nothing else', async () => {
  const { run } = await openTerminal();
  const { code, out, err } = await run(slack, 'manifest');
  expect([code, err]).toEqual([0, '']);
  const printed = manifest.parse(JSON.parse(out));
  expect(printed.settings.socket_mode_enabled).toBe(true);
  expect(out).toMatch(/^{\n {2}"/);
  const { out: oneLine } = await run(slack, 'manifest', '--json');
  expect(oneLine.match(/\n/g)).toHaveLength(1);
  expect(JSON.parse(oneLine)).toEqual(printed);
});

test('for HTTP it takes the address, whatever is at its end', async () => {
  const { run } = await openTerminal();
  for (const url of ['https://magpie.example.org', 'https://magpie.example.org/']) {
    const { out } = await run(slack, 'manifest', '--url', url);
    const { settings, oauth_config } = manifest.parse(JSON.parse(out));
    expect(settings.interactivity.request_url).toBe('https://magpie.example.org/slack/events');
    expect(oauth_config.redirect_urls).toBeUndefined();
  }
});

test.each([
  [{}, ['--oauth']],
  [{ SLACK_CLIENT_ID: '123.456' }, []],
])('for several workspaces it has an address to come back to: %j %j', async (env, args) => {
  const { run } = await openTerminal(env);
  const { out } = await run(slack, 'manifest', '--url', 'https://magpie.example.org', ...args);
  expect(manifest.parse(JSON.parse(out)).oauth_config.redirect_urls).toEqual([
    'https://magpie.example.org/slack/oauth_redirect',
  ]);
});

test('for mentions only it asks to read no channel', async () => {
  const { run } = await openTerminal();
  const { out } = await run(slack, 'manifest', '--mentions-only');
  const { bot } = manifest.parse(JSON.parse(out)).oauth_config.scopes;
  expect(bot).not.toContain('channels:history');
});

test.each([
  [[], /slack manifest/],
  [['register'], /slack manifest/],
  [['manifest', '--oauth'], /--oauth needs --url/],
  [['manifest', '--url', 'magpie.example.org'], /https:\/\/magpie\.example\.org/],
  [['manifest', '--url', 'http://magpie.example.org'], /https:\/\/magpie\.example\.org/],
  [['manifest', '--url', 'https://ada:secret@magpie.example.org'], /must look like/],
])('anything else is wrong usage: %j', async (args, message) => {
  const { run } = await openTerminal();
  await expect(run(slack, ...args)).rejects.toThrow(message);
});

/** Answers as Slack does to a token with these scopes. */
const slackWith = (scopes: readonly string[], different: Readonly<Record<string, object>> = {}) =>
  answering(
    (path) => ({
      ok: true,
      ...{
        '/api/auth.test': { team: 'Nest', user: 'magpie' },
        '/api/apps.connections.open': { url: 'wss://127.0.0.1/?ticket=canary' },
        ...different,
      }[path],
    }),
    { headers: { 'x-oauth-scopes': scopes.join(',') } },
  );

/** What doctor finds of Slack: no model and no database, which another test is about. */
async function examine(address: string, env: Readonly<Record<string, string>> = {}) {
  const { run } = await openTerminal({
    DATABASE_URL: 'sqlite:nowhere.sqlite',
    MAGPIE_MODEL: './nowhere',
    SLACK_API_URL: `${address}/api`,
    SLACK_BOT_TOKEN: 'xoxb-1-canary',
    SLACK_APP_TOKEN: 'xapp-1-A1-canary',
    ...env,
  });
  const { out } = await run(doctor, '--json');
  expect(out).not.toContain('canary');
  return JSON.parse(out).find(({ name }: { name: string }) => name === 'slack');
}

test.each([
  [[...neededScopes, ...readingScopes], 'need no mention'],
  [[...neededScopes], 'without channels:history and groups:history follow-ups in a thread need a mention'],
])('doctor says whose the tokens are, and what they allow: %j', async (scopes, follow) => {
  const finding = await examine(await slackWith(scopes));
  expect(finding).toMatchObject({ ok: true, detail: expect.stringContaining('magpie in Nest') });
  expect(finding.detail).toContain(follow);
  expect(finding.detail).toContain('Socket Mode is open');
});

test('doctor names the scopes that are missing, and where they are added', async () => {
  const scopes = neededScopes.filter((scope) => scope !== 'files:read' && scope !== 'im:write');
  expect(await examine(await slackWith(scopes))).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/^SLACK_SCOPE_MISSING files:read, im:write/),
    next: expect.stringContaining('Bot Token Scopes'),
  });
});

test.each([
  ['auth.test', { ok: false, error: 'invalid_auth' }, 'SLACK_TOKEN_REFUSED', 'Bot User OAuth Token'],
  [
    'apps.connections.open',
    { ok: false, error: 'invalid_auth' },
    'SLACK_APP_TOKEN_REFUSED',
    'App-Level Tokens',
  ],
  ['auth.test', { team: undefined }, 'SLACK_UNREACHABLE', 'SLACK_API_URL'],
])('doctor says what to do when %s answers %j', async (method, answer, code, next) => {
  const finding = await examine(await slackWith(neededScopes, { [`/api/${method}`]: answer }));
  expect(finding).toMatchObject({
    ok: false,
    detail: expect.stringContaining(code),
    next: expect.stringContaining(next),
  });
});

test('doctor tries what can be tried of an app that workspaces install, over HTTP', async () => {
  const finding = await examine(await slackWith([]), {
    SLACK_BOT_TOKEN: '',
    SLACK_APP_TOKEN: '',
    SLACK_CLIENT_ID: '123.456',
    SLACK_CLIENT_SECRET: '0123456789abcdef',
    SLACK_SIGNING_SECRET: 'fedcba9876543210',
  });
  expect(finding).toMatchObject({ ok: true, detail: expect.stringContaining('Slack answers') });
});
