/**
 * What of Slack's variables does not go together. Who speaks is one thing (a bot token, or the app that workspaces install), how
 * Slack reaches it another (an app-level token, or a signing secret): both are needed, each in one way.
 */
export function slackConflicts(set: Readonly<Record<string, string>>): string[] {
  const has = (name: string) => name in set;
  const client = has('SLACK_CLIENT_ID') || has('SLACK_CLIENT_SECRET');
  const speaks = has('SLACK_BOT_TOKEN') || client;
  const listens = has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET');
  return [
    ...(has('SLACK_CLIENT_ID') === has('SLACK_CLIENT_SECRET')
      ? []
      : [
          'SLACK_CLIENT_ID, SLACK_CLIENT_SECRET: set both for several workspaces, or none of them: https://api.slack.com/apps > the app > Basic Information > App Credentials',
        ]),
    ...(has('SLACK_BOT_TOKEN') && client
      ? [
          'SLACK_BOT_TOKEN, SLACK_CLIENT_ID: keep SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for several',
        ]
      : []),
    ...(speaks && !listens
      ? [
          'SLACK_APP_TOKEN, SLACK_SIGNING_SECRET: set one of them: the app-level token for Socket Mode, or the signing secret for HTTP (docs/slack.md)',
        ]
      : []),
    ...(listens && !speaks
      ? [
          'SLACK_BOT_TOKEN: set it too: https://api.slack.com/apps > the app > OAuth & Permissions > Bot User OAuth Token; for several workspaces SLACK_CLIENT_ID and SLACK_CLIENT_SECRET',
        ]
      : []),
  ];
}
