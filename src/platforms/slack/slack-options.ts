/** What the platform gets of the configuration. */
export interface SlackOptions {
  /** Where the Web API is, with a slash at its end: 'https://slack.com/api/'. */
  readonly apiUrl: string;
  readonly auth: SlackAuth;
  readonly transport: SlackTransport;
  /** Where it listens for what comes over HTTP: `transport` http, and installing. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** One workspace by its token, or each that installs the app. */
export type SlackAuth =
  | { readonly kind: 'token'; readonly botToken: string }
  | { readonly kind: 'oauth'; readonly clientId: string; readonly clientSecret: string };

/** How Slack tells what happens: over WebSockets that we open, or by requests that it signs. */
export type SlackTransport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string };
