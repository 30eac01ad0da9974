import { z } from 'zod';

/*
 * What Slack takes as a manifest, of the parts that are ours to use; anything else is refused. The numbers are those of
 * slackapi/manifest-schema (2.0.0) and https://docs.slack.dev/reference/app-manifest, where they differ the smaller one.
 */

const text = (max: number) => z.string().min(1).max(max);
const https = (max: number) => z.url({ protocol: /^https$/ }).max(max);
const once = <T extends z.ZodType<unknown[]>>(list: T) =>
  list.refine((items) => new Set(items).size === items.length, 'twice the same');

/** Slack's own commands: one of them makes Slack refuse the whole manifest. https://slack.com/help/articles/201259356 */
const builtIn = new Set(
  [
    'active apps archive away call collapse dm dnd expand feed feedback invite join keys kick leave me msg mute open part',
    'prefs pro remind remove rename search shortcuts shrug star status topic who',
  ]
    .join(' ')
    .split(' '),
);

const slashCommand = z.strictObject({
  command: text(32)
    .regex(/^\/[a-z0-9_-]+$/)
    .refine((command) => !builtIn.has(command.slice(1)), "one of Slack's own"),
  description: text(2000),
  usage_hint: text(1000).exactOptional(),
  should_escape: z.boolean().exactOptional(),
  url: https(3000).exactOptional(),
});

const shortcut = z.strictObject({
  type: z.enum(['message', 'global']),
  name: text(24),
  callback_id: text(255),
  description: text(150),
});

const form = z.strictObject({
  display_information: z.strictObject({ name: text(35), description: text(140).exactOptional() }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(80).regex(/^[a-z0-9._-]+$/), always_online: z.boolean() }),
    shortcuts: z.array(shortcut).min(1).max(10),
    // As many as Slack takes of one app: openclaw/openclaw#32499.
    slash_commands: z.array(slashCommand).min(1).max(25),
  }),
  oauth_config: z.strictObject({
    redirect_urls: once(z.array(https(2500)).min(1).max(1000)).exactOptional(),
    scopes: z.strictObject({ bot: once(z.array(text(50)).min(1).max(255)) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: https(3500).exactOptional(),
      bot_events: once(z.array(text(50)).min(1).max(100)),
    }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: https(3500).exactOptional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

/** The scope without which Slack does not tell of an event; those without one it tells everybody. */
export const scopeOfEvent: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
};

/** Commands that Slack keeps for itself, and refuses in an app. */
const slacksOwn = [
  '/status',
  '/away',
  '/dnd',
  '/remind',
  '/me',
  '/msg',
  '/who',
  '/join',
  '/leave',
  '/search',
  '/feed',
  '/invite',
];

/** What does not go together, though each part is right. Without Socket Mode everything needs an address. */
export const manifest = form.superRefine(({ features, oauth_config, settings }, context) => {
  const fault = (message: string) => context.addIssue({ code: 'custom', message });
  const { event_subscriptions: events, interactivity } = settings;
  const urls = [
    events.request_url,
    interactivity.request_url,
    ...features.slash_commands.map(({ url }) => url),
  ];
  if (urls.some((url) => (url === undefined) !== settings.socket_mode_enabled))
    fault('an address everywhere, or Socket Mode and none');
  const names = features.slash_commands.map(({ command }) => command);
  if (new Set(names).size !== names.length) fault('twice the same command');
  const own = names.filter((name) => slacksOwn.includes(name));
  if (own.length > 0) fault(`Slack's own: ${own.join(', ')}`);
  const { bot } = oauth_config.scopes;
  if (!bot.includes('commands')) fault('commands and shortcuts need the scope commands');
  for (const event of events.bot_events) {
    const scope = scopeOfEvent[event];
    if (scope !== undefined && !bot.includes(scope)) fault(`${event} needs ${scope}`);
  }
});
