import { expect, test } from 'vitest';
import { type BirdSlack, birdSlack } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { readText } from '../../support/slack-text.ts';

const counted = 'The answer is 4';

/** Asks so often, in direct messages, and waits until each has its one answer. */
async function allAnswered({ ada }: BirdSlack, times: number) {
  const answers = () => ada.sees(ada.dm).filter((message) => readText(message).includes(counted));
  await eventually(() => answers().length === times);
  expect(ada.sees(ada.dm)).toHaveLength(2 * times);
}
const ask = ({ ada }: BirdSlack) => ada.say(ada.dm, 'How many birds?');
const linesWith = ({ log }: BirdSlack, words: string) =>
  log
    .text()
    .split('\n')
    .filter((line) => line.includes(words));

test('there are two connections; when Slack renews one after the other, nothing is lost and nothing said twice', async () => {
  const world = await birdSlack({ transport: 'socket', fake: { rateLimits: 'off' } });
  const { slack } = world;
  expect(slack.connections).toBe(2);
  const refreshed = slack.refreshConnections();
  for (let n = 0; n < 10; n += 1) ask(world);
  await refreshed;
  for (let n = 0; n < 10; n += 1) ask(world);
  await allAnswered(world, 20);
  await eventually(() => slack.connections === 2);
  expect(linesWith(world, 'call failed')).toEqual([]);
});

test('both connections break: what was said meanwhile is told again, and answered once', async () => {
  const world = await birdSlack({ transport: 'socket' });
  const { slack } = world;
  ask(world);
  slack.dropConnections();
  ask(world);
  await eventually(() => slack.connections === 2);
  slack.advance(60_000);
  slack.advance(300_000);
  await allAnswered(world, 2);
});

test.each([
  ['cannot be reached', { kind: 'http', status: 503 }, 'SLACK_UNREACHABLE'],
  ['breaks off', { kind: 'broken' }, 'SLACK_UNREACHABLE'],
  ['is out of order', { kind: 'error', error: 'internal_error' }, 'SLACK_UNREACHABLE'],
  ['wants to be left alone', { kind: 'limited', retryAfter: 1 }, 'SLACK_UNREACHABLE'],
  ['says nothing', { kind: 'hang' }, 'SLACK_UNREACHABLE'],
  ['takes no token', { kind: 'error', error: 'invalid_auth' }, 'SLACK_APP_TOKEN_REFUSED'],
] as const)('where Slack %s for a while, it comes back by itself and lives', async (_, outage, code) => {
  const world = await birdSlack({ transport: 'socket' });
  const { slack, house, log } = world;
  slack.outage(/^apps\.connections\.open$/, outage, outage.kind === 'hang' ? 1 : 4);
  slack.dropConnections();
  // One of both may be there at once.
  ask(world);
  await eventually(() => linesWith(world, code).length > 0);
  expect((await fetch(house.url)).status).toBe(200);
  await eventually(() => slack.connections === 2);
  ask(world);
  slack.advance(360_000);
  await allAnswered(world, 2);
  expect(log.text()).toContain('connected again');
  // Two that try as often as it takes are one trouble.
  expect(linesWith(world, code)).toHaveLength(1);
});
