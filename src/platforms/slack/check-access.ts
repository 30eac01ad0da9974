import { webApi } from '@slack/bolt';
import { MagpieError } from '../../core/errors.ts';
import { asAccessError, connectionsMethod } from './access-errors.ts';
import { neededScopes, readingScopes } from './scopes.ts';
import type { SlackOptions, SlackTransport } from './slack-options.ts';

const timeoutMs = 20_000;

/**
 * Proves the tokens, what they allow, and the way to Slack. Resolves with a sentence for the operator; rejects with one of the
 * SLACK_ errors.
 */
export async function checkSlack(
  { apiUrl, auth, transport }: Pick<SlackOptions, 'apiUrl' | 'auth' | 'transport'>,
  signal: AbortSignal,
): Promise<string> {
  const client = new webApi.WebClient(undefined, {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: webApi.LogLevel.ERROR,
    fetch: (input, init) =>
      fetch(input, { ...init, signal: AbortSignal.any([signal, ...(init?.signal ? [init.signal] : [])]) }),
  });
  const found = [
    auth.kind === 'token' ? await checkBotToken(client, auth.botToken) : await checkReach(client),
    await checkTransport(client, transport),
  ];
  return found.join('; ');
}

async function checkBotToken(client: webApi.WebClient, token: string): Promise<string> {
  const { team, user, response_metadata } = await called('auth.test', () => client.auth.test({ token }));
  if (team === undefined) throw notSlack();
  const whose = `the token is that of ${user} in ${team}`;
  // In a header of the answer, which a proxy may take away.
  const has = response_metadata?.scopes;
  return has === undefined ? whose : `${whose}; ${reachOf(has)}`;
}

/** What the scopes let it hear. Throws SLACK_SCOPE_MISSING, with all that are. */
function reachOf(has: readonly string[]): string {
  const missing = neededScopes.filter((scope) => !has.includes(scope));
  if (missing.length > 0)
    throw new MagpieError('SLACK_SCOPE_MISSING', { needed: missing.join(', '), method: 'auth.test' });
  const unread = readingScopes.filter((scope) => !has.includes(scope));
  return unread.length === 0
    ? 'follow-ups in a thread need no mention'
    : `without ${unread.join(' and ')} follow-ups in a thread need a mention or the button`;
}

async function checkReach(client: webApi.WebClient): Promise<string> {
  await called('api.test', () => client.api.test());
  return 'Slack answers, and each workspace installs the app by itself';
}

async function checkTransport(client: webApi.WebClient, transport: SlackTransport): Promise<string> {
  if (transport.kind === 'http')
    return 'what Slack sends is proved by SLACK_SIGNING_SECRET, which shows with the first event';
  const { url } = await called(connectionsMethod, () =>
    client.apps.connections.open({ token: transport.appToken }),
  );
  if (url === undefined) throw notSlack();
  return 'Socket Mode is open';
}

const called = <T>(method: string, call: () => Promise<T>): Promise<T> =>
  call().catch((error) => Promise.reject(asAccessError(error, method)));

const notSlack = () => new MagpieError('SLACK_UNREACHABLE', { why: 'this is not the Slack API' });
