import type { AnyCommand } from '../../core/command.ts';
import { isWordKey, type Say, sayIn } from '../../core/text.ts';
import { slackCommandOf } from './command-name.ts';
import { eventsOf, type Manifest, type Reach, scopesOf } from './scopes.ts';
import { usageHint } from './usage-hint.ts';

/** What Slack asks over HTTP: events, commands, buttons and forms. */
export const eventsPath = '/slack/events';
/** Where Slack sends those who installed the app. */
export const redirectPath = '/slack/oauth_redirect';

interface ManifestOptions extends Reach {
  /** Where Slack reaches Magpie, without a slash at its end: 'https://magpie.example.org'. None: Socket Mode. */
  readonly url?: string;
  /** Several workspaces install it: needs `url`. */
  readonly oauth: boolean;
}

/** The Slack app as it has to be set up: https://docs.slack.dev/reference/app-manifest. Slack shows it in one language. */
export function manifestOf(commands: readonly AnyCommand[], options: ManifestOptions): Manifest {
  const { url, oauth } = options;
  const listed = commands.filter(({ on }) => on === 'slash');
  const say = sayIn('en');
  const requestUrl = url === undefined ? undefined : url + eventsPath;
  return {
    display_information: { name: 'Magpie', description: say('help.summary') },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'magpie', always_online: true },
      shortcuts: listed.flatMap((command) => messageShortcut(command, say)),
      slash_commands: listed.map((command) => {
        const hint = usageHint(command);
        return {
          command: `/${slackCommandOf(command.name)}`,
          description: word(`command.${command.name}.description`, say) ?? command.name,
          ...(hint !== undefined && { usage_hint: hint }),
          // What people type is a question: a name in it stays as it was typed.
          should_escape: false,
          ...(requestUrl !== undefined && { url: requestUrl }),
        };
      }),
    },
    oauth_config: {
      ...(oauth && url !== undefined && { redirect_urls: [url + redirectPath] }),
      scopes: { bot: scopesOf(options) },
    },
    settings: {
      event_subscriptions: {
        ...(requestUrl !== undefined && { request_url: requestUrl }),
        bot_events: eventsOf(options),
      },
      interactivity: { is_enabled: true, ...(requestUrl !== undefined && { request_url: requestUrl }) },
      org_deploy_enabled: false,
      socket_mode_enabled: requestUrl === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** A command that can look at what somebody else posted is on the menu of every message too. */
function messageShortcut({ name }: AnyCommand, say: Say) {
  const title = word(`command.${name}.onMessage`, say);
  if (title === undefined) return [];
  const description = word(`command.${name}.description`, say) ?? name;
  return [{ type: 'message' as const, name: title, callback_id: `${name}-image`, description }];
}

const word = (key: string, say: Say): string | undefined => (isWordKey(key) ? say(key) : undefined);
