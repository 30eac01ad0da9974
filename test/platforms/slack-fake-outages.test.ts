import { expect, test } from 'vitest';
import { quiet } from '../support/slack/plain-app.ts';
import { plainScene } from '../support/slack/plain-scene.ts';

/** A scene, a way to post, and a way to edit what Ada sees first. */
async function scene(options: Parameters<typeof plainScene>[0] = {}) {
  const made = await plainScene(options);
  const { bot, birds } = made;
  const post = (channel = birds.id) => bot.client.chat.postMessage({ channel, text: 'a', ...quiet });
  const edit = async () =>
    bot.client.chat.update({ channel: birds.id, ts: birds.messages[0]?.json.ts ?? '', text: 'b' });
  return { ...made, post, edit };
}

const limited = { code: 'slack_webapi_rate_limited_error' };

test('requests fail as planned, and then no more', async () => {
  const { slack, post, birds, ada } = await scene();
  slack.outage(/^chat\./, { kind: 'error', error: 'internal_error' });
  await expect(post()).rejects.toMatchObject({ data: { error: 'internal_error' } });
  slack.outage(/^chat\./, { kind: 'http', status: 503 }, 2);
  await expect(post()).rejects.toMatchObject({ statusCode: 503 });
  await expect(post()).rejects.toMatchObject({ statusCode: 503 });
  await post();
  expect(ada.sees(birds)).toHaveLength(1);
  expect(slack.violations).toEqual([]);
});

test('what is lost has been done', async () => {
  const { slack, post, birds, ada } = await scene();
  slack.outage(/chat.postMessage/, { kind: 'lost' });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(ada.sees(birds)).toHaveLength(1);
});

test('what hangs is never done', async () => {
  const { slack, post, birds, ada } = await scene();
  slack.outage(/chat.postMessage/, { kind: 'hang' });
  const answered = await Promise.race([
    post(),
    new Promise((resolve) => setTimeout(() => resolve('nothing'), 200)),
  ]);
  expect(answered).toBe('nothing');
  expect(ada.sees(birds)).toEqual([]);
});

test('who comes before Retry-After has passed is noted', async () => {
  const { slack, post } = await scene();
  slack.outage(/chat.postMessage/, { kind: 'limited', retryAfter: 30 });
  await expect(post()).rejects.toMatchObject({ ...limited, retryAfter: 30 });
  slack.advance(1000);
  await post();
  expect(slack.violations).toEqual(['chat.postMessage: it did not wait as long as Retry-After said']);
  slack.advance(30_000);
  await post();
  expect(slack.violations).toHaveLength(1);
});

test('a channel takes one message a second after a few at once', async () => {
  const { slack, team, post } = await scene();
  const trees = slack.channel({ name: 'trees', team });
  for (let n = 0; n < 5; n += 1) await post();
  await expect(post()).rejects.toMatchObject({ ...limited, retryAfter: 1 });
  await post(trees.id);
  slack.advance(1000);
  await post();
  expect(slack.violations).toEqual([]);
});

test('a workspace takes 50 edits a minute', async () => {
  const { slack, post, edit } = await scene();
  await post();
  for (let n = 0; n < 50; n += 1) await edit();
  await expect(edit()).rejects.toMatchObject(limited);
  slack.advance(2000);
  await edit();
});

test('a test may do without limits', async () => {
  const { post } = await scene({ rateLimits: 'off' });
  await Promise.all(Array.from({ length: 60 }, () => post()));
});
