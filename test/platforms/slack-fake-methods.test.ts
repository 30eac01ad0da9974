import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webApi } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../support/shared-data.ts';
import { methods } from '../support/slack/methods.ts';
import { noLogger, quiet } from '../support/slack/plain-app.ts';
import { plainScene } from '../support/slack/plain-scene.ts';

const folder = join(sharedData, 'slack-methods');

interface Described {
  readonly args: Readonly<Record<string, { readonly required: boolean }>>;
  readonly scopes: { readonly bot?: readonly { readonly name: string }[] };
  readonly rate_limit: { readonly label: string };
}

test.skipIf(!existsSync(folder)).for(Object.entries(methods))(
  'the table says of %s what Slack says',
  ([name, { args, required, scopes, tier }]) => {
    const told: Described = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    const said = Object.entries(told.args);
    expect(args.toSorted()).toEqual(said.map(([arg]) => arg).toSorted());
    expect(required.toSorted()).toEqual(
      said.flatMap(([arg, { required: isRequired }]) => (isRequired ? [arg] : [])).toSorted(),
    );
    expect(scopes.toSorted()).toEqual((told.scopes.bot ?? []).map((scope) => scope.name).toSorted());
    expect(told.rate_limit.label).toContain(tier === 'special' ? 'Special' : `Tier ${tier}:`);
  },
);

const refused = (error: string) => ({ code: 'slack_webapi_platform_error', data: { ok: false, error } });

test('a method that Slack does not have is refused and noted', async () => {
  const { slack, bot } = await plainScene();
  await expect(bot.client.apiCall('birds.feed')).rejects.toMatchObject(refused('unknown_method'));
  expect(slack.violations).toEqual(['birds.feed: unknown_method']);
  expect(slack.requests.at(-1)).toMatchObject({ method: 'birds.feed', answer: { error: 'unknown_method' } });
});

test('an argument that there is none of is noted, and one that is missing refused', async () => {
  const { slack, bot, birds } = await plainScene();
  await bot.client.apiCall('chat.postMessage', { channel: birds.id, text: 'x', colour: 'red', ...quiet });
  expect(slack.violations).toEqual(['chat.postMessage: there is no argument colour']);
  const bare = bot.client.apiCall('chat.delete', { channel: birds.id });
  await expect(bare).rejects.toMatchObject(refused('invalid_arguments'));
  expect(slack.violations).toHaveLength(2);
});

test('what has no scope is refused, with what is needed and what there is', async () => {
  const { slack, team, bot, birds, ada } = await plainScene();
  team.scopes.delete('chat:write');
  const posted = bot.client.chat.postMessage({ channel: birds.id, text: 'x', ...quiet });
  await expect(posted).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'chat:write', provided: [...team.scopes].join(',') },
  });
  const read = () => bot.client.conversations.replies({ channel: birds.id, ts: ada.say(birds, 'hello').ts });
  expect((await read()).messages).toMatchObject([{ text: 'hello' }]);
  team.scopes.delete('channels:history');
  await expect(read()).rejects.toMatchObject({ data: { needed: 'channels:history' } });
  await expect(bot.client.conversations.info({ channel: birds.id })).rejects.toMatchObject({
    data: { needed: 'channels:read' },
  });
  expect(slack.violations).toEqual([]);
});

describe('a token', () => {
  const clientOf = (slackApiUrl: string, token?: string) =>
    new webApi.WebClient(token, {
      slackApiUrl,
      retryConfig: { retries: 0 },
      logger: noLogger,
    });

  test('is needed, and must be known', async () => {
    const { slack, team } = await plainScene();
    await expect(clientOf(slack.apiUrl).auth.test()).rejects.toMatchObject(refused('not_authed'));
    await expect(clientOf(slack.apiUrl, 'xoxb-1').auth.test()).rejects.toMatchObject(refused('invalid_auth'));
    const known = clientOf(slack.apiUrl, team.botToken);
    expect(await known.auth.test()).toMatchObject({
      team_id: team.id,
      user_id: team.bot.userId,
      bot_id: team.bot.botId,
    });
    await expect(known.apps.connections.open()).rejects.toMatchObject(refused('not_allowed_token_type'));
  });

  test('dies when it is revoked, or the app thrown out, which the app is told', async () => {
    const { slack, team, bot } = await plainScene();
    const other = slack.team({ name: 'Other' });
    const theirs = clientOf(slack.apiUrl, other.botToken);
    await theirs.auth.test();
    slack.revoke(other);
    await expect(theirs.auth.test()).rejects.toMatchObject(refused('token_revoked'));
    slack.uninstall(team);
    await expect(bot.client.auth.test()).rejects.toMatchObject(refused('account_inactive'));
    await expect
      .poll(() => bot.events.map(({ type }) => type).toSorted())
      .toEqual(['app_uninstalled', 'tokens_revoked']);
    expect(slack.violations).toEqual([]);
  });

  test('of another workspace opens nothing here', async () => {
    const { slack, bot, ada } = await plainScene();
    const other = slack.team({ name: 'Other' });
    const den = slack.channel({ name: 'den', team: other });
    const posted = bot.client.chat.postMessage({ channel: den.id, text: 'x', ...quiet });
    await expect(posted).rejects.toMatchObject(refused('channel_not_found'));
    const cy = slack.person({ name: 'Cy', team: other });
    await expect(bot.client.users.info({ user: cy.id })).rejects.toMatchObject(refused('user_not_found'));
    expect((await bot.client.users.info({ user: ada.id, include_locale: true })).user).toMatchObject({
      real_name: 'Ada',
      locale: 'en-US',
    });
    expect(() => ada.say(den, 'x')).toThrow('Ada is not in den');
  });
});
