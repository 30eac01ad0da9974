import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { doctor } from '../../../src/cli/doctor.ts';
import { answering } from '../../support/answering.ts';
import { transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { fakeSlack } from '../../support/slack/fake-slack.ts';
import { readText } from '../../support/slack-text.ts';
import { birdsIn, startBot } from '../../support/started-bot.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { openTerminal } from '../../support/terminal.ts';
import { tinyModel } from '../../support/tiny-model.ts';

/** A Slack with one workspace, and the environment of a Magpie for it. */
async function aSlack(transport: (typeof transports)[number], oauth = false) {
  const slack = await fakeSlack({ socket: transport === 'socket' });
  const team = slack.team({ name: 'Nest', installed: oauth ? 'none' : 'token' });
  const birds = slack.channel({ name: 'birds', team });
  const env: Readonly<Record<string, string>> = {
    SLACK_API_URL: slack.apiUrl,
    SLACK_PORT: '0',
    ...(transport === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret }),
    ...(oauth
      ? { SLACK_CLIENT_ID: slack.clientId, SLACK_CLIENT_SECRET: slack.clientSecret }
      : { SLACK_BOT_TOKEN: team.botToken }),
  };
  const ada = slack.person({ name: 'Ada', team });
  /** Once it has said where it listens for Slack, if it does. */
  const listensAt = async (out: () => string) => {
    await eventually(() => out().includes('Magpie is on Slack'));
    slack.eventsUrl = /http:\/\/\S+\/slack\/(?:events|install)/.exec(out())?.[0];
  };
  const answer = async () => {
    await ada.slash(birds, '/ask', 'How many birds are there?');
    return eventually(() =>
      ada
        .sees(birds)
        .map(readText)
        .find((text) => text.includes('The answer is')),
    );
  };
  return { slack, team, birds, ada, env, listensAt, answer };
}

describe.each(transports)('by %s', (transport) => {
  test('it says who it is on Slack, answers, and leaves', async () => {
    const { slack, env, listensAt, answer } = await aSlack(transport);
    const bot = await startBot(env);
    await bot.url();
    await listensAt(bot.out);
    expect(bot.out()).toContain('Magpie is on Slack as magpie in Nest.');
    expect(await answer()).toContain('The answer is 2');
    bot.interrupt();
    expect(await bot.ended).toBe(0);
    await eventually(() => slack.connections === 0);
    expect(bot.out() + bot.err()).not.toContain('canary');
    expect(slack.violations).toEqual([]);
  });

  test('as a process of its own it does, too, and ends at SIGTERM', async () => {
    const { slack, env, listensAt, answer } = await aSlack(transport);
    const cwd = await tempFolder();
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('../../../src/main.ts', import.meta.url)), 'start'],
      {
        cwd,
        env: {
          PATH: process.env.PATH ?? '',
          PORT: '0',
          MAGPIE_MODEL: await tinyModel(),
          DATABASE_URL: birdsIn(cwd),
          ...env,
        },
      },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        out += chunk;
      });
    await listensAt(() => out);
    expect(await answer()).toContain('The answer is 2');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(out).not.toContain('canary');
    expect(slack.violations).toEqual([]);
  });

  test('for several workspaces it says where to install it', async () => {
    const { slack, team, env, listensAt, answer } = await aSlack(transport, true);
    const bot = await startBot(env);
    await bot.url();
    await listensAt(bot.out);
    const [url] = /http:\/\/\S+\/slack\/install/.exec(bot.out()) ?? [];
    expect((await slack.install(team, { url: url ?? expect.fail() })).status).toBe(200);
    expect(await answer()).toContain('The answer is 2');
  });

  test('doctor tries the tokens', async () => {
    const { env } = await aSlack(transport);
    const { run } = await openTerminal({
      ...{ DATABASE_URL: 'sqlite:nowhere.sqlite', MAGPIE_MODEL: './nowhere' },
      ...env,
    });
    const { out } = await run(doctor, '--json');
    expect(JSON.parse(out)).toContainEqual(
      expect.objectContaining({ name: 'slack', ok: true, detail: expect.stringContaining('magpie in Nest') }),
    );
    expect(out).not.toContain('canary');
  });
});

const closed = 'http://127.0.0.1:1/api/';

test.each([
  [
    'a bot token that is not taken',
    'http',
    { SLACK_BOT_TOKEN: 'xoxb-0-wrong-canary' },
    /Bot User OAuth Token.*SLACK_TOKEN_REFUSED/,
  ],
  [
    'an app token that is not taken',
    'socket',
    { SLACK_APP_TOKEN: 'xapp-1-A0-wrong-canary' },
    /App-Level Tokens.*SLACK_APP_TOKEN_REFUSED/,
  ],
  ['nobody at that address', 'http', { SLACK_API_URL: closed }, /SLACK_API_URL.*SLACK_UNREACHABLE/],
  ['nobody at that address', 'socket', { SLACK_API_URL: closed }, /SLACK_API_URL.*SLACK_UNREACHABLE/],
] as const)(
  '%s (%s): it says what to do, once, and ends with nothing left open',
  async (_, transport, different, next) => {
    const { slack, env } = await aSlack(transport);
    const bot = await startBot({ ...env, ...different });
    expect(await bot.ended).toBe(1);
    expect(bot.err()).toMatch(next);
    expect(
      bot
        .err()
        .split('\n')
        .filter((line) => next.test(line)),
    ).toHaveLength(1);
    expect(bot.err()).not.toContain('canary');
    await eventually(() => slack.connections === 0);
  },
);

test.each([
  ['for what Slack sends', 'http', false],
  ['for installing, beside Socket Mode', 'socket', true],
] as const)(
  'its port is taken, %s: it says so, and ends with nothing left open',
  async (_, transport, oauth) => {
    const { slack, env } = await aSlack(transport, oauth);
    const taken = new URL(await answering({}));
    const bot = await startBot({ ...env, SLACK_PORT: taken.port });
    expect(await bot.ended).toBe(1);
    expect(bot.err()).toMatch(new RegExp(`:${taken.port}.*SLACK_PORT.*ADDRESS_UNAVAILABLE`));
    expect(slack.connections).toBe(0);
  },
);

test.each(transports)('where the playground cannot listen, Slack is left too (%s)', async (transport) => {
  const { slack, env } = await aSlack(transport);
  const taken = new URL(await answering({}));
  const bot = await startBot({ ...env, PORT: taken.port });
  expect(await bot.ended).toBe(1);
  expect(bot.err()).toContain('ADDRESS_UNAVAILABLE');
  expect(slack.connections).toBe(0);
});
