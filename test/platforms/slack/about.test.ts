import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/store/open.ts';
import { birdSlack, type TransportName, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { readText } from '../../support/slack-text.ts';

/** What is still being answered is not forgotten; an answer is seen a little before that is over. */
const isOver = (store: Store) => eventually(async () => (await store.calls.unfinished()).length === 0);

/** Ada and Bo have asked one question each, Bo in the thread of Ada's, and Ada another in private. */
async function asked(transport: TransportName) {
  const stage = await birdSlack({ transport });
  const { ada, bo, birds, seen } = stage;
  await ada.slash(birds, '/ask', 'Which birds are there?');
  const { ts: thread } = await seen(ada, birds, '4 rows');
  bo.say(birds, 'How many birds?', { thread });
  await seen(bo, birds, 'The answer is');
  await ada.slash(birds, '/ask', 'private and the light ones?');
  await seen(ada, birds, 'birds under 100 g');
  await isOver(stage.store);
  return stage;
}

describe.each(transports)('by %s', (transport) => {
  test('/history shows to the caller alone what they may see of what was asked in the channel', async () => {
    const { ada, bo, birds, seen } = await asked(transport);
    await bo.slash(birds, '/history');
    const shown = await seen(bo, birds, 'The last 2 questions asked here');
    expect(shown.ephemeral).toBe(true);
    expect(readText(shown)).toContain('Ada, now (/ask):\nWhich birds are there?');
    expect(readText(shown)).toContain('Bo, now (/ask):\nHow many birds?');
    expect(readText(shown)).not.toContain('light ones');

    await ada.slash(birds, '/history', '1');
    expect(readText(await seen(ada, birds, 'shown to you alone'))).toContain('and the light ones?');
  });

  test('/forget deletes what its caller asked here, and all of it only for who manages the workspace', async () => {
    const { ada, bo, birds, seen, slack, store, team } = await asked(transport);
    const kept = async () => {
      const turns = await store.history.channel({ workspace: team.id, channel: birds.id }, ada.id, 10);
      return turns.map(({ request }) => request);
    };
    await bo.slash(birds, '/forget', 'channel');
    expect((await seen(bo, birds, 'Only those who manage this channel')).ephemeral).toBe(true);
    expect(await kept()).toHaveLength(3);

    await ada.slash(birds, '/forget');
    expect((await seen(ada, birds, 'I have forgotten your 2 questions')).ephemeral).toBe(true);
    expect(await kept()).toEqual(['How many birds?']);

    const eve = slack.person({ name: 'Eve', team, isAdmin: true });
    await eve.slash(birds, '/forget', 'channel');
    await seen(eve, birds, 'I have forgotten the one question in this channel');
    expect(await kept()).toEqual([]);
  });

  test('in direct messages everything can be forgotten', async () => {
    const { ada, seen, store } = await birdSlack({ transport });
    ada.say(ada.dm, 'How many birds?');
    await seen(ada, ada.dm, 'The answer is');
    await isOver(store);
    await ada.slash(ada.dm, '/forget', 'channel');
    await seen(ada, ada.dm, 'I have forgotten the one question');
    await ada.slash(ada.dm, '/history');
    await seen(ada, ada.dm, 'Nothing is kept of this conversation.');
  });

  test('/schema shows the tables, and the columns of one, to everybody or to the caller alone', async () => {
    const { ada, bo, birds, seen } = await birdSlack({ transport });
    await ada.slash(birds, '/schema', 'birds');
    expect(readText(await seen(bo, birds, 'There is one table to ask about.'))).toContain('birds');

    await ada.slash(birds, '/schema', 'private table:birds');
    const columns = await seen(ada, birds, 'birds has 4 rows');
    expect(readText(columns)).toContain('grams');
    expect(columns.ephemeral).toBe(true);
    expect(bo.sees(birds)).toHaveLength(1);
  });

  test('/help tells the caller alone what every command does', async () => {
    const { ada, bo, birds, seen } = await birdSlack({ transport });
    await ada.slash(birds, '/help');
    const text = readText(await seen(ada, birds, 'What I can do'));
    for (const command of ['/ask', '/classify', '/schema', '/history', '/forget', '/help'])
      expect(text).toContain(command);
    expect(bo.sees(birds)).toEqual([]);
  });

  test('where it is not in the channel, what is for the caller alone reaches them all the same', async () => {
    const { ada, bo, birds, seen, slack } = await birdSlack({ transport });
    slack.kick(birds);
    await ada.slash(birds, '/help');
    expect((await seen(ada, birds, 'What I can do')).ephemeral).toBe(true);
    await ada.slash(birds, '/ask', 'private How many birds?');
    expect((await seen(ada, birds, 'The answer is 4')).ephemeral).toBe(true);
    expect(bo.sees(birds)).toEqual([]);
  });
});
