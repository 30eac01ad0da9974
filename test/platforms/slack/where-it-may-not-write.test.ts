import { describe, expect, test } from 'vitest';
import { type BirdSlack, birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { readText } from '../../support/slack-text.ts';

const counted = 'The answer is 4';
const isOver = ({ store }: BirdSlack) =>
  eventually(async () => (await store.calls.unfinished()).length === 0);
const operatorLines = ({ log }: BirdSlack) =>
  log
    .text()
    .split('\n')
    .filter((line) => line.includes('may not write'));

describe.each(transports)('by %s', (transport) => {
  test.each([
    ['public', false],
    ['private', true],
  ])(
    'in a %s channel that it is not in, the answer comes without it, and says how to invite it',
    async (_, isPrivate) => {
      const world = await birdSlack({ transport });
      const { ada, bo, slack, team, seen } = world;
      const elsewhere = slack.channel({ name: 'elsewhere', team, hasBot: false, private: isPrivate });
      for (let times = 0; times < 2; times += 1) await ada.slash(elsewhere, '/ask', 'How many birds?');
      await seen(bo, elsewhere, counted);
      expect((await seen(ada, elsewhere, '/invite')).ephemeral).toBe(true);
      await isOver(world);
      expect(bo.sees(elsewhere)).toHaveLength(2);
      expect(operatorLines(world)).toEqual([expect.stringContaining('Invite it with /invite')]);
      expect(world.log.text()).not.toMatch(/reply kept|nobody could be reached/);
    },
  );

  test('what is refused there is told to the caller alone', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, slack, team, seen } = world;
    const elsewhere = slack.channel({ name: 'elsewhere', team, hasBot: false });
    await ada.slash(elsewhere, '/ask', 'What is love?');
    expect((await seen(ada, elsewhere, 'I do not know')).ephemeral).toBe(true);
    await isOver(world);
    expect(bo.sees(elsewhere)).toEqual([]);
  });
});

test.each(['is_archived', 'restricted_action', 'not_in_channel', 'channel_not_found'])(
  '%s: whoever asked by command has the answer by response_url, and the operator has one line',
  async (error) => {
    const world = await birdSlack();
    const { ada, bo, birds, slack, seen } = world;
    slack.outage(/^chat\.(postMessage|update)$/, { kind: 'error', error }, 20);
    await ada.slash(birds, '/ask', 'How many birds?');
    await seen(bo, birds, counted);
    await isOver(world);
    expect(operatorLines(world)).toEqual([expect.stringContaining(`"why":"${error}"`)]);
  },
);

test('removed from a private channel while a command waits, it gives the answer there all the same', async () => {
  const world = await birdSlack();
  const { ada, bo, slack, team, seen } = world;
  const nest = slack.channel({ name: 'nest', team, private: true });
  await ada.slash(nest, '/ask', 'Slowly, how many?');
  await world.running();
  slack.kick(nest);
  await seen(bo, nest, counted);
  await isOver(world);
  expect(operatorLines(world)).toHaveLength(1);
});

test('removed while a mention waits, it gives the answer in direct messages', async () => {
  const world = await birdSlack();
  const { ada, slack, team, seen } = world;
  const nest = slack.channel({ name: 'nest', team, private: true });
  ada.say(nest, `<@${team.bot.userId}> Slowly, how many?`);
  await world.running();
  slack.kick(nest);
  await seen(ada, ada.dm, counted);
  await isOver(world);
  expect(operatorLines(world)).toHaveLength(1);
  expect(ada.sees(ada.dm).map(readText)).toHaveLength(1);
});

test('where nobody can be reached at all, one line says so, and nothing is tried again', async () => {
  const world = await birdSlack();
  const { ada, birds, slack, team } = world;
  ada.say(birds, `<@${team.bot.userId}> How many birds?`);
  slack.outage(/^chat\./, { kind: 'error', error: 'restricted_action' }, 50);
  await isOver(world);
  await eventually(() => world.log.text().includes('nobody could be reached'));
  expect(world.log.text().match(/nobody could be reached/g)).toHaveLength(1);
});
