import { inspect } from 'node:util';
import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import type { MagpieError } from '../../../src/core/errors.ts';
import { asAccessError } from '../../../src/platforms/slack/access-errors.ts';
import { answering } from '../../support/answering.ts';

const token = 'xoxb-1-canary';

/** What the operator is told when Slack's own client calls this address. */
async function told(slackApiUrl: string, method = 'chat.postMessage'): Promise<MagpieError> {
  const client = new webApi.WebClient(token, {
    slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: webApi.LogLevel.ERROR,
    timeout: 200,
  });
  const error = await client.apiCall(method).then(
    () => undefined,
    (thrown) => asAccessError(thrown, method),
  );
  if (error === undefined) throw new Error('it was answered');
  expect(inspect(error, { depth: 9 })).not.toContain('canary');
  return error;
}

const refusing = (error: string, more: object = {}) => answering({ ok: false, error, ...more });

test.each([
  ['invalid_auth', 'chat.postMessage', 'SLACK_TOKEN_REFUSED', { why: 'invalid_auth' }],
  ['token_revoked', 'chat.postMessage', 'SLACK_TOKEN_REFUSED', { why: 'token_revoked' }],
  ['account_inactive', 'auth.test', 'SLACK_TOKEN_REFUSED', { why: 'account_inactive' }],
  ['not_allowed_token_type', 'auth.test', 'SLACK_TOKEN_REFUSED', { why: 'not_allowed_token_type' }],
  ['invalid_auth', 'apps.connections.open', 'SLACK_APP_TOKEN_REFUSED', { why: 'invalid_auth' }],
  ['missing_scope', 'apps.connections.open', 'SLACK_APP_TOKEN_REFUSED', { why: 'missing_scope' }],
  ['missing_scope', 'files.info', 'SLACK_SCOPE_MISSING', { needed: 'files:read', method: 'files.info' }],
  ['not_in_channel', 'chat.postMessage', 'SLACK_REFUSED', { why: 'chat.postMessage: not_in_channel' }],
  ['ratelimited', 'chat.postMessage', 'SLACK_UNREACHABLE', { why: 'ratelimited' }],
  ['internal_error', 'chat.postMessage', 'SLACK_UNREACHABLE', { why: 'internal_error' }],
])('%s to %s is %s', async (error, method, code, data) => {
  const address = await refusing(error, { needed: 'files:read', provided: 'commands', echo: token });
  expect(await told(`${address}/api/`, method)).toMatchObject({ code, data });
});

test('a rate limit says when to come again', async () => {
  const address = await answering({}, { status: 429, headers: { 'retry-after': '30' } });
  const { code, data } = await told(`${address}/`);
  expect([code, data.why]).toEqual(['SLACK_UNREACHABLE', expect.stringContaining('30 s')]);
});

test('an outage is told with its status', async () => {
  const address = await answering({ echo: token }, { status: 503, headers: { 'x-echo': token } });
  expect(await told(`${address}/`)).toMatchObject({
    code: 'SLACK_UNREACHABLE',
    data: { why: '503 Service Unavailable' },
  });
});

test('a page of something else is not quoted', async () => {
  const address = await answering(`<html>${token}</html>`, { headers: { 'content-type': 'text/html' } });
  expect(await told(`${address}/`)).toMatchObject({
    code: 'SLACK_UNREACHABLE',
    data: { why: 'this is not the Slack API' },
  });
});

test('nobody at that address is told with the reason of the connection', async () => {
  const { code, data } = await told('http://127.0.0.1:1/');
  expect([code, data.why]).toEqual(['SLACK_UNREACHABLE', expect.stringMatching(/ECONNREFUSED|bad port/)]);
});

test('an error of ours stays what it is', () => {
  const own = asAccessError(new webApi.WebAPIRequestError(new Error('x')));
  expect(asAccessError(own)).toBe(own);
});
