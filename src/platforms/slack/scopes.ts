import type { webApi } from '@slack/bolt';

export type Manifest = webApi.AppsManifestCreateArguments['manifest'];
type Scopes = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>;
type Events = NonNullable<
  NonNullable<NonNullable<Manifest['settings']>['event_subscriptions']>['bot_events']
>;

/** What the bot needs and no more; docs/slack.md says what is missing without each. */
export const neededScopes = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'im:history',
  'im:write',
  'users:read',
] as const satisfies Scopes;

/** For going on in a thread without a mention: Slack then tells of every message in the channels that the bot is in. */
export const readingScopes = ['channels:history', 'groups:history'] as const satisfies Scopes;

const neededEvents = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'message.im',
  'tokens_revoked',
] as const satisfies Events;

const readingEvents = ['message.channels', 'message.groups'] as const satisfies Events;

export interface Reach {
  /** In channels it hears of nothing but what mentions it. */
  readonly mentionsOnly: boolean;
}

export const scopesOf = ({ mentionsOnly }: Reach): Scopes =>
  mentionsOnly ? [...neededScopes] : [...neededScopes, ...readingScopes];

export const eventsOf = ({ mentionsOnly }: Reach): Events =>
  mentionsOnly ? [...neededEvents] : [...neededEvents, ...readingEvents];
