import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/open.ts';
import { birdDiscord } from '../../support/bird-discord.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';

/** What is still being answered is not forgotten; an answer is seen a little before that is over. */
const isOver = (store: Store) => eventually(async () => (await store.calls.unfinished()).length === 0);

/** Ada and Bo have asked one question each, and Ada another in private. */
async function asked() {
  const stage = await birdDiscord();
  const { ada, bo, birds, seen } = stage;
  await ada.slash(birds, 'ask', { question: 'Which birds are there?' });
  await seen(ada, birds, '4 rows');
  await bo.slash(birds, 'ask', { question: 'How many birds?' });
  await seen(bo, birds, 'The answer is');
  await ada.slash(birds, 'ask', { question: 'and the light ones?', private: true });
  await seen(ada, birds, 'birds under 100 g');
  await isOver(stage.store);
  return stage;
}

test('/history shows to the caller alone what they may see of what was asked in the channel', async () => {
  const { ada, bo, birds, seen } = await asked();
  await bo.slash(birds, 'history');
  const shown = await seen(bo, birds, 'The last 2 questions asked here');
  expect(shown.ephemeral).toBe(true);
  expect(readText(shown)).toContain('Which birds are there?');
  expect(readText(shown)).not.toContain('light ones');

  await ada.slash(birds, 'history', { limit: 1 });
  expect(readText(await seen(ada, birds, 'shown to you alone'))).toContain('and the light ones?');
});

test('/forget deletes what its caller asked here, and all of it only for who manages the channel', async () => {
  const { ada, bo, birds, seen, discord, store, guild } = await asked();
  const kept = async () => {
    const turns = await store.history.channel({ workspace: guild.id, channel: birds.id }, ada.id, 10);
    return turns.map(({ request }) => request);
  };
  await bo.slash(birds, 'forget', { what: 'channel' });
  expect((await seen(bo, birds, 'Only those who manage this channel')).ephemeral).toBe(true);
  expect(await kept()).toHaveLength(3);

  await ada.slash(birds, 'forget');
  await seen(ada, birds, 'I have forgotten your 2 questions');
  expect(await kept()).toEqual(['How many birds?']);

  const eve = discord.person({ name: 'Eve', permissions: ['ManageChannels'] });
  await eve.slash(birds, 'forget', { what: 'channel' });
  await seen(eve, birds, 'I have forgotten the one question in this channel');
  expect(await kept()).toEqual([]);
});

test('in direct messages everything can be forgotten, in a group only what is theirs', async () => {
  const { ada, discord, seen, store } = await birdDiscord();
  ada.say(ada.dm, 'How many birds?');
  await seen(ada, ada.dm, 'The answer is');
  await isOver(store);
  await ada.slash(ada.dm, 'forget', { what: 'channel' });
  await seen(ada, ada.dm, 'I have forgotten the one question');

  const eve = discord.person({ name: 'Eve', installed: 'user' });
  const friends = discord.channel({ name: 'friends' });
  await eve.slash(friends, 'forget', { what: 'channel' });
  await seen(eve, friends, 'Only those who manage this channel');
});

test('/schema shows the tables, and the columns of one, to everybody or to the caller alone', async () => {
  const { ada, bo, birds, seen } = await birdDiscord();
  await ada.slash(birds, 'schema', { source: 'birds' });
  expect(readText(await seen(bo, birds, 'There is one table to ask about.'))).toContain('birds');

  await ada.slash(birds, 'schema', { table: 'birds', private: true });
  const columns = await seen(ada, birds, 'birds has 4 rows');
  expect(readText(columns)).toContain('grams');
  expect(bo.sees(birds)).toHaveLength(1);
});

test('/help tells the caller alone what every command does', async () => {
  const { ada, bo, birds, seen } = await birdDiscord();
  await ada.slash(birds, 'help');
  const text = readText(await seen(ada, birds, 'What I can do'));
  for (const command of ['/ask', '/classify', '/schema', '/history', '/forget'])
    expect(text).toContain(command);
  await eventually(() => bo.sees(birds).length === 0);
});
