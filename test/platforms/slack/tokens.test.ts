import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type BirdSlack, birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';

const counted = 'The answer is 4';
const linesWith = ({ log }: BirdSlack, code: string) =>
  log
    .text()
    .split('\n')
    .filter((line) => line.includes(code));

describe.each(transports)('by %s', (transport) => {
  test('a scope that is taken away is one line that names it and where to add it; then the answer comes', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, team, seen } = world;
    team.scopes.delete('chat:write');
    const asked = await ada.slash(birds, '/ask', 'How many birds?');
    expect(asked.acknowledged?.status).toBe(200);
    await eventually(() => linesWith(world, 'SLACK_SCOPE_MISSING').length > 0);
    await ada.slash(birds, '/ask', 'Which birds are there?');
    team.scopes.add('chat:write');
    await seen(bo, birds, counted);
    await seen(bo, birds, '4 rows');
    expect(bo.sees(birds)).toHaveLength(2);
    expect(linesWith(world, 'SLACK_SCOPE_MISSING')).toEqual([
      expect.stringMatching(/Bot Token Scopes.*"needed":"chat:write"/),
    ]);
  });

  test('a token that is revoked while it runs is one line with what to do; answers are kept until one works', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, slack, team, house, seen } = world;
    await ada.slash(birds, '/ask', 'Slowly, how many?');
    await world.running();
    slack.revoke(team);
    await ada.slash(birds, '/ask', 'Which birds are there?');
    await eventually(async () => {
      const states = (await world.store.calls.unfinished()).map(({ state }) => state);
      return states.length === 2 && states.every((state) => state === 'replying');
    });
    expect(linesWith(world, 'SLACK_TOKEN_REFUSED')).toEqual([
      expect.stringContaining('Bot User OAuth Token'),
    ]);
    expect((await fetch(house.url)).status).toBe(200);
    team.access = 'installed';
    await seen(bo, birds, counted);
    await seen(bo, birds, '4 rows');
    expect(bo.sees(birds)).toHaveLength(2);
  });

  test('what was kept under a dead token is delivered by the next process that has one', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, slack, team, seen, store } = world;
    slack.revoke(team);
    await ada.slash(birds, '/ask', 'How many birds?');
    await eventually(async () => (await store.calls.unfinished())[0]?.state === 'replying');
    world.life.kill();
    // What it has under way still comes to Slack.
    await sleep(100);
    team.access = 'installed';
    await world.restart();
    await seen(bo, birds, counted);
    expect(bo.sees(birds)).toHaveLength(1);
  });
});
