import { describe, expect, test } from 'vitest';
import { type BirdSlack, birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { createBrowser } from '../../support/slack/browser.ts';
import { readText } from '../../support/slack-text.ts';
import { storedBytes } from '../../support/stored-bytes.ts';

const counted = 'The answer is 4';
const isOver = ({ store }: BirdSlack) =>
  eventually(async () => (await store.calls.unfinished()).length === 0);
const from = ({ slack }: BirdSlack, path: string) => new URL(path, slack.eventsUrl).href;

describe.each(transports)('events by %s', (transport) => {
  test('a workspace installs it, and is answered; the operator was told where', async () => {
    const world = await birdSlack({ transport, oauth: true });
    const { ada, birds, slack, team, store, seen } = world;
    expect(world.told()).toContain('Magpie is on Slack, in 0 workspaces.');
    expect(world.told()).toContain(from(world, '/slack/install'));
    const done = await slack.install(team);
    expect(done).toMatchObject({ status: 200, body: expect.stringContaining('Thank you!') });
    expect(await store.installations.of(team.id)).toMatchObject({
      teamName: 'Nest',
      botToken: team.botToken,
    });
    await ada.slash(birds, '/ask', 'How many birds?');
    await seen(ada, birds, counted);
  });

  test('two workspaces: each has its own token, history and people', async () => {
    const world = await birdSlack({ transport, oauth: true });
    const { ada, birds, slack, team, store, seen } = world;
    const other = slack.team({ name: 'Reef', installed: 'none' });
    const fish = slack.channel({ name: 'birds', team: other });
    const cy = slack.person({ name: 'Cy', team: other });
    for (const one of [team, other]) await slack.install(one);
    await ada.slash(birds, '/ask', 'How many birds?');
    await seen(ada, birds, counted);
    expect((await store.installations.all()).map(({ teamName }) => teamName).sort()).toEqual([
      'Nest',
      'Reef',
    ]);

    for (const command of ['/history', '/ask'])
      await cy.slash(fish, command, command === '/ask' ? 'Which birds are there?' : '');
    await seen(cy, fish, '4 rows');
    await isOver(world);
    const read = [...cy.sees(fish), ...cy.sees(cy.dm)].map(readText).join('\n');
    expect(read).not.toContain('How many birds?');
    const home = JSON.stringify((await cy.home())?.body.blocks);
    expect(home).toContain('Which birds are there?');
    for (const { args, token, method } of slack.requests.filter(({ args }) => args.channel !== undefined))
      expect(token, method).toBe(args.channel === birds.id ? team.botToken : other.botToken);

    await cy.slash(fish, '/forget');
    await isOver(world);
    await ada.slash(birds, '/history');
    await seen(ada, birds, 'How many birds?');
  });

  test('installed once more, it goes on with the new token', async () => {
    const world = await birdSlack({ transport, oauth: true });
    const { ada, birds, slack, team, seen } = world;
    await slack.install(team);
    const first = team.botToken;
    await ada.slash(birds, '/ask', 'How many birds?');
    await seen(ada, birds, counted);
    await slack.install(team);
    expect(team.botToken).not.toBe(first);
    await ada.slash(birds, '/ask', 'Which birds are there?');
    await seen(ada, birds, '4 rows');
    expect(slack.requests.findLast(({ method }) => method === 'chat.update')?.token).toBe(team.botToken);
  });

  test('uninstalled: token, history and files are deleted, and those of others stay', async () => {
    const world = await birdSlack({ transport, oauth: true });
    const { ada, birds, slack, team, store, seen, log } = world;
    const other = slack.team({ name: 'Reef', installed: 'none' });
    const fish = slack.channel({ name: 'fish', team: other });
    const cy = slack.person({ name: 'Cy', team: other });
    for (const one of [team, other]) await slack.install(one);
    await ada.slash(birds, '/ask', 'Which birds are there?');
    await ada.press(await seen(ada, birds, '4 rows'), 'CSV');
    await cy.slash(fish, '/ask', 'How many birds?');
    await seen(cy, fish, counted);
    await isOver(world);
    const turnsOf = ({ id }: { id: string }, channel: string, person: string) =>
      store.history.channel({ workspace: id, channel }, person, 10);
    expect(await turnsOf(team, birds.id, ada.id)).not.toEqual([]);
    const token = team.botToken;
    for (const word of [token, 'all birds', 'wren']) expect(await storedBytes(store)).toContain(word);

    slack.uninstall(team);
    await eventually(() => log.text().match(/whose data is deleted/g)?.length === 2);
    expect((await store.installations.all()).map(({ teamName }) => teamName)).toEqual(['Reef']);
    expect(await turnsOf(team, birds.id, ada.id)).toEqual([]);
    expect(await turnsOf(other, fish.id, cy.id)).toHaveLength(1);
    const stored = await storedBytes(store);
    for (const word of [token, team.id, birds.id, ada.id, 'wren']) expect(stored).not.toContain(word);

    await cy.slash(fish, '/ask', 'Which birds are there?');
    await seen(cy, fish, '4 rows');
    await slack.install(team);
    await ada.slash(birds, '/ask', 'How many birds?');
    await seen(ada, birds, counted);
  });

  test('a workspace that has not installed it gets no answer, and nothing of it is kept', async () => {
    const world = await birdSlack({ transport, oauth: true });
    const { ada, birds, slack, team, store, log } = world;
    const asking = ada.slash(birds, '/ask', 'How many birds?');
    ada.say(birds, `<@${team.bot.userId}> How many birds?`);
    await eventually(() => log.text().includes('not_installed'));
    slack.advance(3000);
    const asked = await asking;
    expect(asked.acknowledged).toBeUndefined();
    expect(await store.calls.unfinished()).toEqual([]);
    expect(ada.sees(birds)).toHaveLength(1);
    expect(slack.requests.filter(({ method }) => method !== 'apps.connections.open')).toEqual([]);
  });

  test('uninstalled while a question runs: it ends, nothing is said, and nothing of it is kept', async () => {
    const world = await birdSlack({ transport, oauth: true });
    const { ada, bo, birds, slack, team, log } = world;
    await slack.install(team);
    await ada.slash(birds, '/ask', 'Slowly, how many?');
    await world.running();
    slack.uninstall(team);
    await eventually(() => log.text().includes('whose data is deleted'));
    await isOver(world);
    await world.restart();
    expect(bo.sees(birds).map(readText).join()).not.toContain(counted);
    expect(await world.store.installations.all()).toEqual([]);
    expect(log.text()).not.toContain('UNEXPECTED');
  });
});

test('where Slack does not give the token, who installs is told so, and can begin again', async () => {
  const { slack, team, store } = await birdSlack({ oauth: true });
  slack.outage(/^oauth\.v2\.access$/, { kind: 'http', status: 503 }, 2);
  expect((await slack.install(team)).status).toBeGreaterThanOrEqual(400);
  expect(await store.installations.all()).toEqual([]);
  expect((await slack.install(team)).status).toBe(200);
});

test('who says no to installing is told so, and nothing is installed', async () => {
  const { slack, team, store } = await birdSlack({ oauth: true });
  const done = await slack.install(team, { approves: false });
  expect(done.status).toBeGreaterThanOrEqual(400);
  expect(done.body).not.toMatch(/at .*\.js|node_modules/);
  expect(await store.installations.all()).toEqual([]);
});

test('a state that this browser was not given, a used code and none at all install nothing', async () => {
  const world = await birdSlack({ oauth: true });
  const { slack, store } = world;
  const mine = await createBrowser().open(from(world, '/slack/install'));
  const state = new URL(mine.headers.get('location') ?? '').searchParams.get('state') ?? expect.fail();
  for (const query of [`code=1&state=${state}`, 'code=1&state=guessed', 'code=1', 'state=1', '']) {
    const response = await createBrowser().open(from(world, `/slack/oauth_redirect?${query}`));
    expect(response.status, query).toBeGreaterThanOrEqual(400);
  }
  expect(slack.requests.filter(({ method }) => method === 'oauth.v2.access')).toEqual([]);

  const browser = createBrowser();
  const begun = await browser.open(from(world, '/slack/install'));
  const own = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const used = await browser.open(from(world, `/slack/oauth_redirect?code=used&state=${own}`));
  expect(used.status).toBeGreaterThanOrEqual(400);
  expect(await store.installations.all()).toEqual([]);
});
