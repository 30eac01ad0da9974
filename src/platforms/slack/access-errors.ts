import { webApi } from '@slack/bolt';
import { MagpieError } from '../../core/errors.ts';

/** The method that proves an app-level token; all others take the bot's. */
export const connectionsMethod = 'apps.connections.open';

/** Codes with which Slack does not take a token, whatever was asked with it. */
const tokenRefusals: readonly string[] = [
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
  'not_allowed_token_type',
];

/** Codes of Slack's own troubles: the same may work in a while. */
const outages: readonly string[] = [
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
];

/**
 * What the Slack API or the way to it did, for the operator. The SDK's error is not kept as the cause: it holds headers and what
 * was answered. `method` is the one that failed: 'chat.postMessage'.
 */
export function asAccessError(error: unknown, method = ''): MagpieError {
  if (error instanceof MagpieError) return error;
  if (!(error instanceof webApi.WebAPIPlatformError)) return unreachable(whyOf(error));
  const { error: code } = error.data;
  // An answer that is no JSON is given as the code: a whole page, where something else stands at this address.
  if (!/^[\w.:-]{1,100}$/.test(code)) return unreachable('this is not the Slack API');
  if (outages.includes(code)) return unreachable(code);
  const refused = tokenRefusals.includes(code);
  if (method === connectionsMethod && (refused || code === 'missing_scope'))
    return new MagpieError('SLACK_APP_TOKEN_REFUSED', { why: code });
  if (refused) return new MagpieError('SLACK_TOKEN_REFUSED', { why: code });
  if (code === 'missing_scope')
    return new MagpieError('SLACK_SCOPE_MISSING', { needed: neededBy(error.data), method });
  return new MagpieError('SLACK_REFUSED', { why: method ? `${method}: ${code}` : code });
}

/** The scope that a refused call asks for; the SDK's type leaves it out. */
const neededBy = (answer: object): string => ('needed' in answer ? String(answer.needed) : '?');

const unreachable = (why: string): MagpieError => new MagpieError('SLACK_UNREACHABLE', { why });

function whyOf(error: unknown): string {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return `too many requests: it wants to be asked again in ${error.retryAfter} s`;
  if (error instanceof webApi.WebAPIHTTPError) return `${error.statusCode} ${error.statusMessage}`.trimEnd();
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'it did not answer in time';
  // Of several addresses none took the connection: the error that holds them has no message.
  const [first] = error instanceof AggregateError ? error.errors : [];
  // What fetch says, and the SDK after it, tells nobody anything: the reason is below.
  const below = first ?? error.cause;
  return below === undefined ? error.message : whyOf(below);
}
