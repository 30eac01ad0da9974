import { describe, expect, test } from 'vitest';
import { createLog } from '../../../src/log.ts';
import { anUpload } from '../../support/bird-playground.ts';
import { birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import type { Acted } from '../../support/slack/interactions.ts';
import { storedBytes } from '../../support/stored-bytes.ts';

test.each(transports)(
  'A50 by %s: after answers, errors, outages and a new installation, no token, code, secret or address of Slack is in the log, on the disk or in a message',
  async (transport) => {
    // As `magpie start` writes it, with all that it could say, and nothing cut out of it.
    let lines = '';
    const log = createLog({
      level: 'debug',
      secrets: [],
      write(line) {
        lines += line;
      },
    });
    const world = await birdSlack({
      transport,
      oauth: true,
      fake: { rateLimits: 'off' },
      log,
      slackParts: { log },
    });
    const { ada, bo, birds, slack, team, seen, store } = world;
    const elsewhere = slack.channel({ name: 'elsewhere', team, hasBot: false });
    const pages = [await slack.install(team)];
    const tokens = [team.botToken];
    pages.push(await slack.install(team), await slack.install(team, { approves: false }));
    tokens.push(team.botToken);
    const isOver = () => eventually(async () => (await store.calls.unfinished()).length === 0);

    const acted: Acted[] = [
      await ada.slash(birds, '/ask', 'Which birds are there?'),
      await ada.slash(birds, '/ask', 'What is love?'),
      await bo.slash(birds, '/ask', 'private How many birds?'),
      await ada.slash(elsewhere, '/ask', 'How many birds?'),
      await ada.slash(birds, '/ask', ''),
      await ada.slash(birds, '/nonsense', ''),
    ];
    const form = await eventually(() => ada.opens());
    acted.push(await ada.submit(form, { question: 'How many birds?' }));
    acted.push(await ada.press(await seen(ada, birds, '4 rows'), 'CSV'));
    ada.say(birds, `<@${team.bot.userId}>`, { files: [anUpload('wren.png')] });
    await ada.home();
    await isOver();

    // Each kind of trouble, with all that could be told about it.
    for (const method of [
      'chat.postMessage',
      'chat.update',
      'chat.postEphemeral',
      'users.info',
      'views.open',
    ])
      for (const outage of [
        { kind: 'http', status: 503 },
        { kind: 'broken' },
        { kind: 'lost' },
        { kind: 'error', error: 'internal_error' },
      ] as const)
        slack.outage(new RegExp(`^${method}$`), outage);
    slack.outage(/\/response\//, { kind: 'http', status: 500 });
    slack.outage(/GET \/files-pri\//, { kind: 'broken' });
    acted.push(
      await ada.slash(birds, '/ask', 'How many birds?'),
      await ada.slash(elsewhere, '/ask', 'How many birds?'),
      await ada.slash(birds, '/classify', ''),
    );
    ada.say(birds, `<@${team.bot.userId}>`, { files: [anUpload('wren.png')] });
    team.scopes.delete('chat:write');
    acted.push(await ada.slash(birds, '/ask', 'How many birds?'));
    await eventually(() => lines.includes('SLACK_SCOPE_MISSING'));
    team.scopes.add('chat:write');
    slack.revoke(team);
    acted.push(await ada.slash(birds, '/ask', 'How many birds?'));
    await eventually(() => lines.includes('SLACK_TOKEN_REFUSED'));
    pages.push(await slack.install(team));
    tokens.push(team.botToken);
    slack.outage(/^apps\.connections\.open$/, { kind: 'error', error: 'invalid_auth' }, 2);
    slack.dropConnections();
    await slack.forge({ signature: 'wrong' }).catch(() => {});
    await isOver();

    const codes = pages.flatMap(({ url }) => new URL(url).searchParams.getAll('code'));
    expect(codes).toHaveLength(3);
    const said = [birds, elsewhere, ada.dm].flatMap((channel) =>
      [...ada.sees(channel), ...(channel === ada.dm ? [] : bo.sees(channel))].map(
        ({ text, blocks, metadata }) => JSON.stringify({ text, blocks, metadata }),
      ),
    );
    const secrets = [
      ...[slack.appToken, slack.signingSecret, slack.clientSecret, ...codes],
      ...acted.flatMap(({ triggerId, responseUrl = triggerId }) => [
        triggerId,
        responseUrl,
        new URL(responseUrl, slack.apiUrl).pathname,
      ]),
    ];
    const disk = await storedBytes(store);
    expect(disk).toContain(team.botToken);
    expect(disk).not.toContain(tokens[0]);
    const places = {
      log: lines,
      disk: disk.replaceAll(team.botToken, ''),
      messages: said.join('\n'),
      told: world.told(),
    };
    for (const [place, text] of Object.entries(places))
      for (const secret of [...secrets, ...tokens]) expect(text, place).not.toContain(secret);
    expect(places.log).not.toMatch(/\/response\/|\/files-pri\/|xox[a-z]-|xapp-|ticket=/);
  },
);

describe('a file that the app keeps', () => {
  test('tokens stand in the table of installations alone', async () => {
    const world = await birdSlack();
    const { ada, birds, store, team, seen } = world;
    await ada.slash(birds, '/ask', 'How many birds?');
    await seen(ada, birds, 'The answer is 4');
    expect(await storedBytes(store)).not.toContain(team.botToken);
  });
});
