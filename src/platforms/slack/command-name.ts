/** Slack's own commands, which no app may take: https://slack.com/help/articles/201259356-Slash-commands-in-Slack */
const taken: readonly string[] = [
  ...[
    'active',
    'archive',
    'away',
    'collapse',
    'dm',
    'dnd',
    'expand',
    'feed',
    'feedback',
    'invite',
    'join',
    'kick',
    'leave',
    'me',
  ],
  ...[
    'msg',
    'mute',
    'open',
    'prefs',
    'remind',
    'remove',
    'rename',
    'search',
    'shortcuts',
    'shrug',
    'star',
    'status',
    'topic',
    'who',
  ],
];
const prefix = 'magpie-';

/** What a command of ours is called in Slack: 'status' is 'magpie-status' there. */
export const slackCommandOf = (name: string): string => (taken.includes(name) ? `${prefix}${name}` : name);

/** The command of ours that was typed there: '/magpie-status' is '/status'. */
export const typedCommand = (typed: string): string =>
  taken.some((name) => typed === `/${prefix}${name}`) ? `/${typed.slice(1 + prefix.length)}` : typed;
