import { expect, test } from 'vitest';
import { birdSlack } from '../../support/bird-slack.ts';
import { signatureOf } from '../../support/slack/http-transport.ts';

const form = 'application/x-www-form-urlencoded';

/** Four birds, and what Slack would post when Ada asks how many. */
async function aWorld() {
  const world = await birdSlack();
  const { ada, birds, slack, store, team } = world;
  const body = String(
    new URLSearchParams({
      ...{ command: '/ask', text: 'How many birds?', team_id: team.id, channel_id: birds.id },
      ...{ user_id: ada.id, trigger_id: '1.2.canary', response_url: `${slack.apiUrl}canary` },
    }),
  );
  const isUntouched = async () => {
    expect(await store.calls.unfinished()).toEqual([]);
    expect(ada.sees(birds)).toEqual([]);
    expect(slack.requests.map(({ method }) => method)).toEqual(['auth.test']);
  };
  return { ...world, body, isUntouched };
}

test.each([
  ['a signature that is wrong', { signature: 'wrong' }],
  ['no signature', { signature: 'missing' }],
  ['a signature of six minutes ago', { ageSeconds: 360 }],
] as const)('A49 %s is answered 401, and nothing is done', async (_, forged) => {
  const { slack, body, isUntouched } = await aWorld();
  for (const one of [{ body, contentType: form }, {}, { body: '{', contentType: 'application/json' }])
    expect((await slack.forge({ ...one, ...forged })).status).toBe(401);
  await isUntouched();
});

test.each([
  ['another word in it', (body: string) => body.replace('many', 'few')],
  ['the same in other spelling', (body: string) => body.replaceAll('+', '%20')],
  ['something behind it', (body: string) => `${body}&text=private+Which+birds+are+there`],
])('A49 a body that was signed otherwise is answered 401: %s', async (_, changed) => {
  const { slack, body, isUntouched } = await aWorld();
  const timestamp = Math.floor(Date.now() / 1000);
  const response = await fetch(slack.eventsUrl ?? '', {
    method: 'POST',
    headers: {
      'content-type': form,
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': signatureOf(slack.signingSecret, timestamp, body),
    },
    body: changed(body),
  });
  expect(response.status).toBe(401);
  await isUntouched();
});

test('Slack sees that it is there: the address is confirmed when it is signed, and ssl_check smuggles nothing in', async () => {
  const { slack, body, isUntouched } = await aWorld();
  const asks = { body: JSON.stringify({ type: 'url_verification', challenge: 'chirp' }) };
  expect(await (await slack.forge(asks)).json()).toEqual({ challenge: 'chirp' });
  expect((await slack.forge({ ...asks, signature: 'wrong' })).status).toBe(401);
  const check = { body: `ssl_check=1&${body}`, contentType: form, signature: 'missing' } as const;
  expect((await slack.forge(check)).status).toBe(200);
  await isUntouched();
});

test('what is signed and makes no sense is refused, and the next question is answered', async () => {
  const { ada, birds, slack, seen } = await aWorld();
  for (const body of ['{', '', '{"type":"event_callback","event":null}'])
    expect((await slack.forge({ body })).status, body).toBeGreaterThanOrEqual(400);
  await ada.slash(birds, '/ask', 'How many birds?');
  await seen(ada, birds, 'The answer is 4');
});

test('a body that is far too large is not taken in, signed or not', async () => {
  const { slack, isUntouched } = await aWorld();
  const body = JSON.stringify({ type: 'event_callback', much: 'x'.repeat(12_000_000) });
  for (const signature of ['right', 'missing'] as const) {
    const status = await slack.forge({ body, signature }).then(
      (response) => response.status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(status);
  }
  await isUntouched();
});

test.each([
  ['GET', '/slack/events'],
  ['GET', '/'],
  ['POST', '/'],
  ['GET', '/slack/install'],
  ['GET', '/slack/oauth_redirect?code=1&state=2'],
  ['POST', '/slack/events/more'],
])('%s %s is not there', async (method, path) => {
  const { slack } = await aWorld();
  expect((await fetch(new URL(path, slack.eventsUrl), { method })).status).toBe(404);
});
