import { describe, expect, test } from 'vitest';
import { anUpload } from '../../support/bird-playground.ts';
import { type BirdSlack, birdSlack, transports } from '../../support/bird-slack.ts';
import type { Outage } from '../../support/slack/outages.ts';
import type { SeenMessage } from '../../support/slack/someone.ts';
import { shownIn } from '../../support/slack-pictures.ts';
import { readText } from '../../support/slack-text.ts';

const question = 'Which birds are there?';
const refused: Outage = { kind: 'error', error: 'invalid_blocks' };

/** Ada hands a picture in with the form of /classify. */
async function classified({ ada, birds }: BirdSlack, values = {}): Promise<void> {
  const { modal } = await ada.slash(birds, '/classify');
  if (!modal) throw new Error('no form was opened');
  await ada.submit(modal, { image: [anUpload()], ...values });
}

const looks = ({ blocks = [] }: SeenMessage): readonly string[] => blocks.map(({ type }) => type);

test('an uploaded picture is shown once Slack has processed it: no message is refused', async () => {
  const world = await birdSlack();
  await classified(world);
  expect(shownIn(await world.seen(world.bo, world.birds, 'carrion crow'))).toHaveLength(1);
  const sent = world.slack.requests.filter(({ method }) => method.startsWith('chat.'));
  expect(sent.map(({ answer }) => (answer as { ok: boolean }).ok)).not.toContain(false);
});

test('one that Slack never comes to process is left out after a while', async () => {
  const world = await birdSlack({ fake: { processesUploads: false } });
  await classified(world);
  const answer = await world.seen(world.bo, world.birds, 'carrion crow');
  expect(shownIn(answer)).toEqual([]);
  expect(readText(answer)).toContain('█');
});

test.each([
  ['it may not upload', /^files\.getUploadURLExternal/, { kind: 'error', error: 'missing_scope' }],
  ['the upload fails', /^POST \/upload/, { kind: 'http', status: 500 }],
  ['the upload is not taken', /^files\.completeUploadExternal/, { kind: 'error', error: 'file_not_found' }],
  ['Slack says nothing of it', /^files\.info/, { kind: 'error', error: 'internal_error' }],
] as const)('where %s, a ranking is shown without its picture', async (_, on, outage) => {
  const world = await birdSlack();
  world.slack.outage(on, outage, 5);
  await classified(world);
  const answer = await world.seen(world.bo, world.birds, 'carrion crow');
  expect(shownIn(answer)).toEqual([]);
  expect(readText(answer)).toContain('█');
});

describe.each(transports)('by %s', (transport) => {
  test('what Slack refuses is drawn anew without the picture', async () => {
    const world = await birdSlack({ transport });
    world.slack.outage(/^chat\.update/, refused);
    await classified(world);
    const answer = await world.seen(world.bo, world.birds, 'carrion crow');
    expect(shownIn(answer)).toEqual([]);
    expect(world.bo.sees(world.birds)).toHaveLength(1);
  });

  test.each([
    [0, 'data_table'],
    [1, 'table'],
    [2, 'rich_text'],
  ])('a table that Slack refuses %i times is a %s, and holds the same', async (times, look) => {
    const { ada, bo, birds, seen, slack } = await birdSlack({ transport });
    slack.outage(/^chat\.update/, refused, times);
    await ada.slash(birds, '/ask', question);
    const answer = await seen(bo, birds, '4 rows');
    expect(looks(answer)[1]).toBe(look);
    expect(readText(answer)).toMatch(/name.*grams\n[\s\S]*magpie.*210\.5\n.*까치.*200\n/u);
    expect(readText(answer)).toContain('SELECT name, grams');
    // The buttons are there, whatever it looks like.
    await ada.press(answer, 'CSV');
    expect(bo.sees(birds)).toHaveLength(1);
  });

  test('of an answer that Slack refuses in every way the sentence is shown', async () => {
    const { ada, bo, birds, seen, slack } = await birdSlack({ transport });
    slack.outage(/^chat\.update/, { kind: 'error', error: 'msg_blocks_too_long' }, 3);
    await ada.slash(birds, '/ask', question);
    const answer = await seen(bo, birds, '4 rows: all birds');
    expect(readText(answer)).not.toContain('magpie');
    expect(bo.sees(birds)).toHaveLength(1);
  });
});

test('in private the same is refused and shown', async () => {
  const world = await birdSlack();
  const { ada, birds, seen, slack } = world;
  slack.outage(/^chat\.postEphemeral/, refused, 2);
  await ada.slash(birds, '/ask', `private ${question}`);
  expect(looks(await seen(ada, birds, '4 rows'))[1]).toBe('rich_text');

  slack.outage(/^chat\.postEphemeral/, refused);
  await classified(world, { private: true });
  expect(shownIn(await seen(ada, birds, 'carrion crow'))).toEqual([]);
});

test('so it is where the bot is not in the channel', async () => {
  const { ada, bo, birds, seen, slack } = await birdSlack();
  slack.kick(birds);
  // The first says that it is worked on.
  slack.outage(/^POST \/response\//, refused, 2);
  await ada.slash(birds, '/ask', question);
  expect(looks(await seen(bo, birds, '4 rows'))[1]).toBe('table');
  expect(bo.sees(birds)).toHaveLength(1);
});
