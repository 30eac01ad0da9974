import { describe, expect, test } from 'vitest';
import { type BirdSlack, birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import type { SeenMessage, Someone } from '../../support/slack/someone.ts';
import type { Channel } from '../../support/slack/world.ts';

const question = 'Which birds are there?';
const whole = "\uFEFFname,grams\r\nmagpie,210.5\r\n까치,200\r\nwren,9\r\n'=ghost,\r\n";

/** Somebody has asked which birds there are, and sees the answer. */
async function answered({ seen }: BirdSlack, by: Someone, channel: Channel): Promise<SeenMessage> {
  await by.slash(channel, '/ask', question);
  return seen(by, channel, '4 rows: all birds');
}

const filesIn = (by: Someone) => by.sees(by.dm).flatMap(({ files }) => files);
const textOf = ({ bytes }: { readonly bytes: Uint8Array }): string => Buffer.from(bytes).toString();

describe.each(transports)('by %s', (transport) => {
  test('it holds the whole result, safe for a spreadsheet, and goes into the direct messages of whoever pressed', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, seen } = world;
    await bo.press(await answered(world, ada, birds), 'CSV');
    const told = await seen(bo, birds, 'The file is in our direct messages.');
    expect(told).toMatchObject({ ephemeral: true, files: [] });
    const [file] = await eventually(() => filesIn(bo).length > 0 && filesIn(bo));
    expect(file?.name).toBe('Which-birds-are-there.csv');
    expect(file && textOf(file)).toBe(whole);
    expect(filesIn(ada)).toEqual([]);
    expect(ada.sees(birds)).toHaveLength(1);
  });

  test('in a thread the word about it stands in the thread', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, seen } = world;
    const { ts } = await answered(world, ada, birds);
    bo.say(birds, 'and the light ones?', { thread: ts });
    await bo.press(await seen(bo, birds, 'birds under 100 g'), 'CSV');
    expect((await seen(bo, birds, 'in our direct messages')).thread_ts).toBe(ts);
  });

  test('in direct messages the file and the word about it stand one below the other', async () => {
    const world = await birdSlack({ transport });
    const { ada, seen } = world;
    await ada.press(await answered(world, ada, ada.dm), 'CSV');
    await seen(ada, ada.dm, 'ready to open in a spreadsheet');
    await eventually(() => filesIn(ada).length === 1);
    expect(ada.sees(ada.dm)).toHaveLength(3);
  });

  test('where the bot is not in the channel it comes all the same, and so does the word', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, seen, slack } = world;
    slack.kick(birds);
    await bo.press(await answered(world, ada, birds), 'CSV');
    expect((await seen(bo, birds, 'in our direct messages')).ephemeral).toBe(true);
    await eventually(() => filesIn(bo).map(textOf)[0] === whole);
  });

  test('of a private answer it is as private', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, seen } = world;
    await ada.slash(birds, '/ask', `private ${question}`);
    await ada.press(await seen(ada, birds, '4 rows'), 'CSV');
    await seen(ada, birds, 'in our direct messages');
    await eventually(() => filesIn(ada).length === 1);
    expect(bo.sees(birds)).toEqual([]);
  });

  test('a press that Slack tells of twice brings one file, and a second press a second', async () => {
    const world = await birdSlack({ transport });
    const { ada, birds, slack } = world;
    const answer = await answered(world, ada, birds);
    const pressed = await ada.press(answer, 'CSV');
    slack.repeat(pressed);
    await eventually(() => filesIn(ada).length === 1);
    await ada.press(answer, 'CSV');
    await eventually(() => filesIn(ada).length === 2);
    const words = () => ada.sees(birds).filter(({ ephemeral }) => ephemeral);
    await eventually(() => words().length === 2);
  });
});

test.each([
  ['im:write', 'missing_scope'],
  ['files:write', 'missing_scope'],
])(
  'without %s whoever pressed is told that nothing came, once, and the operator what is missing',
  async (scope) => {
    const world = await birdSlack();
    const { ada, birds, seen, team, log, store } = world;
    const answer = await answered(world, ada, birds);
    team.scopes.delete(scope);
    await ada.press(answer, 'CSV');
    expect((await seen(ada, birds, 'The file did not get through')).ephemeral).toBe(true);
    await eventually(async () => (await store.calls.unfinished()).length === 0);
    expect(log.text()).toMatch(new RegExp(`SLACK_SCOPE_MISSING[^\n]*"needed":"${scope}"`));
    expect(filesIn(ada)).toEqual([]);
  },
);

test('an upload that fails for a while is tried again, and the word comes with the file', async () => {
  const world = await birdSlack();
  const { ada, birds, seen, slack } = world;
  const answer = await answered(world, ada, birds);
  slack.outage(/^POST \/upload/, { kind: 'http', status: 503 });
  await ada.press(answer, 'CSV');
  await seen(ada, birds, 'in our direct messages');
  await eventually(() => filesIn(ada).length === 1);
});

test('a word that fails to come is tried again, and the file is not sent twice', async () => {
  const world = await birdSlack();
  const { ada, birds, seen, slack } = world;
  const answer = await answered(world, ada, birds);
  slack.outage(/^chat\.postEphemeral/, { kind: 'http', status: 503 });
  await ada.press(answer, 'CSV');
  await seen(ada, birds, 'in our direct messages');
  await eventually(() => filesIn(ada).length === 1);
  expect(slack.requests.filter(({ method }) => method === 'files.completeUploadExternal')).toHaveLength(1);
});

test('a result that is no longer kept when its file is delivered says so', async () => {
  const world = await birdSlack();
  const { ada, birds, restart, seen, store } = world;
  const answer = await answered(world, ada, birds);
  await eventually(async () => (await store.calls.unfinished()).length === 0);
  const died = world.life.killAt('after', 'finish');
  await ada.press(answer, 'CSV');
  await died;
  await store.blobs.expire(new Date('2100-01-01'));
  await restart();
  expect((await seen(ada, birds, 'The file is no longer kept.')).ephemeral).toBe(true);
  expect(filesIn(ada)).toEqual([]);
});

test('who speaks Korean is told in Korean', async () => {
  const world = await birdSlack();
  const { birds, seen, slack, team } = world;
  const minji = slack.person({ name: 'Minji', team, locale: 'ko-KR' });
  await minji.slash(birds, '/ask', question);
  await minji.press(await seen(minji, birds, '까치'), 'CSV');
  await seen(minji, birds, '파일은 다이렉트 메시지로 보냈습니다.');
});
