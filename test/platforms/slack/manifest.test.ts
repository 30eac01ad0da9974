import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { listedOptions } from '../../../src/core/options.ts';
import { manifestOf } from '../../../src/platforms/slack/manifest.ts';
import { sharedData } from '../../support/shared-data.ts';
import { manifest as rules, scopeOfEvent } from '../../support/slack/manifest-rules.ts';

type Options = Parameters<typeof manifestOf>[1];

const made = (options: Partial<Options> = {}) =>
  rules.parse(manifestOf(commands, { oauth: false, mentionsOnly: false, ...options }));

const url = 'https://magpie.example.org';
const slash = commands.filter(({ on }) => on === 'slash');

describe('the manifest', () => {
  test.each<Partial<Options>>([
    {},
    { mentionsOnly: true },
    { oauth: true },
    { url },
    { url, oauth: true, mentionsOnly: true },
  ])('is one that Slack takes: %j', (options) => {
    expect(
      rules.safeParse(manifestOf(commands, { oauth: false, mentionsOnly: false, ...options })).error,
    ).toBe(undefined);
  });

  test('has every command, with what can be typed behind it', () => {
    const { slash_commands } = made().features;
    // Slack keeps /status for itself.
    const names = slash.map(({ name }) => (name === 'status' ? '/magpie-status' : `/${name}`));
    expect(slash_commands.map(({ command }) => command)).toEqual(names);
    const hints = Object.fromEntries(
      slash_commands.map(({ command, usage_hint }) => [command, usage_hint ?? '']),
    );
    expect(hints['/ask']).toBe('[private] question [source:…]');
    expect(hints['/schema']).toContain('[page:1-10000]');
    expect(hints['/forget']).toBe('[what:mine|channel]');
    // Their pictures are handed in with a form.
    expect(hints['/classify']).toBe('');
    expect(hints['/teach']).toBe('[private] label');
    for (const { name, options } of slash) {
      for (const [option, { kind }] of listedOptions(options)) {
        const isTyped = kind !== 'file' && option !== 'private';
        if (!['classify', 'teach'].includes(name) && isTyped) expect(hints[`/${name}`]).toContain(option);
      }
    }
  });

  test('puts looking at a picture on the menu of every message', () => {
    expect(made().features.shortcuts).toEqual([
      {
        type: 'message',
        name: 'Classify image',
        callback_id: 'classify-image',
        description: expect.any(String),
      },
    ]);
  });

  test('lets people write to the bot and open its Home tab', () => {
    expect(made().features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(made().settings.interactivity.is_enabled).toBe(true);
  });

  test('asks for what is needed and no more', () => {
    const { oauth_config, settings } = made();
    expect(oauth_config.scopes.bot.toSorted()).toEqual([
      'app_mentions:read',
      'channels:history',
      'chat:write',
      'commands',
      'files:read',
      'files:write',
      'groups:history',
      'im:history',
      'im:write',
      'users:read',
    ]);
    expect(settings.event_subscriptions.bot_events.toSorted()).toEqual([
      'app_home_opened',
      'app_mention',
      'app_uninstalled',
      'message.channels',
      'message.groups',
      'message.im',
      'tokens_revoked',
    ]);
  });

  test('for mentions only, channels are not read', () => {
    const { oauth_config, settings } = made({ mentionsOnly: true });
    const asked = [...oauth_config.scopes.bot, ...settings.event_subscriptions.bot_events];
    expect(asked.filter((name) => /^(channels|groups):|\.(channels|groups)$/.test(name))).toEqual([]);
    expect(asked).toEqual(expect.arrayContaining(['app_mentions:read', 'app_mention', 'message.im']));
  });

  test('over HTTP, Slack sends everything to one address', () => {
    const { features, settings } = made({ url });
    const asked = `${url}/slack/events`;
    expect(settings.socket_mode_enabled).toBe(false);
    expect([settings.event_subscriptions.request_url, settings.interactivity.request_url]).toEqual([
      asked,
      asked,
    ]);
    expect(new Set(features.slash_commands.map((command) => command.url))).toEqual(new Set([asked]));
  });

  test('those who install it come back to Magpie, where several workspaces do', () => {
    expect(made({ url, oauth: true }).oauth_config.redirect_urls).toEqual([`${url}/slack/oauth_redirect`]);
    expect(made({ url }).oauth_config.redirect_urls).toBeUndefined();
  });
});

/** What needs each scope: a method that Magpie calls, or an event that it hears. */
const reasons: Readonly<Record<string, string>> = {
  'chat:write': 'chat.postMessage',
  'files:read': 'files.info',
  'files:write': 'files.getUploadURLExternal',
  'im:write': 'conversations.open',
  'users:read': 'users.info',
};

test.skipIf(!existsSync(join(sharedData, 'slack-methods')))('every scope is for something', () => {
  for (const scope of made().oauth_config.scopes.bot) {
    if (scope === 'commands' || Object.values(scopeOfEvent).includes(scope)) continue;
    const method = reasons[scope];
    expect(method, scope).toBeDefined();
    const about = JSON.parse(readFileSync(join(sharedData, 'slack-methods', `${method}.json`), 'utf8'));
    expect(about.scopes.bot.map(({ name }: { name: string }) => name)).toContain(scope);
  }
});
