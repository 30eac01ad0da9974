import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type BirdSlack, birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import { ofColour, shownIn } from '../../support/slack-pictures.ts';
import { readText } from '../../support/slack-text.ts';

const red = await ofColour('red.png');
const green = await ofColour('green.png');
const notes = { name: 'notes.pdf', bytes: new TextEncoder().encode('%PDF-1.4') };

const mention = ({ team }: BirdSlack, words = ''): string => `<@${team.bot.userId}> ${words}`;
const asked = ({ slack }: BirdSlack, method: string) =>
  slack.requests.filter((request) => request.method === method);

/** Without what is said beside mentions. */
const mentionsAlone = { fake: { subscriptions: ['app_mention', 'message.im'] } };

describe.each(transports)('by %s', (transport) => {
  test.each([
    ['the message first', 1, false],
    ['the mention first', 1000, false],
    ['both with the files', 1000, true],
  ])('a mention with a picture comes as two events, %s, and is one call', async (_, seed, mentionFiles) => {
    const world = await birdSlack({ transport, fake: { seed } });
    const { ada, bo, birds, seen } = world;
    const post = ada.say(birds, mention(world), { files: [red], mentionFiles });
    const answer = await seen(bo, birds, 'carrion crow');
    expect(answer.thread_ts).toBe(post.ts);
    expect(shownIn(answer)).toEqual([post.files[0]?.id]);
    // The other event would have been a call by now.
    await sleep(50);
    expect(asked(world, 'chat.postMessage')).toHaveLength(1);
    expect(asked(world, 'conversations.history')).toEqual([]);
    expect(bo.sees(birds)).toHaveLength(2);
  });

  test('where the mention comes alone and tells of its files, nobody has to be asked', async () => {
    const world = await birdSlack({ transport, ...mentionsAlone });
    const { ada, bo, birds, seen } = world;
    ada.say(birds, mention(world), { files: [red], mentionFiles: true });
    await seen(bo, birds, 'carrion crow');
    expect(asked(world, 'conversations.history')).toEqual([]);
  });

  test('where it comes alone and does not, Slack is asked, in channels and in threads', async () => {
    const world = await birdSlack({ transport, ...mentionsAlone });
    const { ada, bo, birds, seen } = world;
    ada.say(birds, mention(world), { files: [red] });
    const first = await seen(ada, birds, 'carrion crow');
    expect(readText(first)).toContain('red.png');

    const root = bo.say(birds, 'what did you see?');
    ada.say(birds, 'let me look', { thread: root.ts });
    ada.say(birds, mention(world, 'this'), { thread: root.ts, files: [green] });
    expect((await seen(bo, birds, 'green.png')).thread_ts).toBe(root.ts);
  });

  test('where Magpie may not look either, it says what to do, to whoever mentioned it', async () => {
    const world = await birdSlack({ transport, ...mentionsAlone });
    const { ada, bo, birds, seen, team } = world;
    team.scopes.delete('channels:history');
    const post = ada.say(birds, mention(world), { files: [red] });
    expect((await seen(ada, birds, 'choose “Classify image”')).ephemeral).toBe(true);
    await ada.shortcut(post, 'classify-image');
    await seen(bo, birds, 'carrion crow');
  });

  test('of a mention with words and five pictures the first four are looked at, each beside itself', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, seen } = world;
    const pictures = await Promise.all(
      ['red', 'green', 'blue', 'gold', 'grey'].map((name) => ofColour(`${name}.png`)),
    );
    const post = ada.say(birds, mention(world, 'Which birds are there?'), { files: [notes, ...pictures] });
    const answer = await seen(bo, birds, 'carrion crow');
    expect(readText(answer).match(/^\w+\.png$/gm)).toEqual(['red.png', 'green.png', 'blue.png', 'gold.png']);
    expect(shownIn(answer)).toEqual(post.files.slice(1, 5).map(({ id }) => id));
  });

  test('a file that is no picture leaves the words a question, and without words says so', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, seen } = world;
    ada.say(birds, mention(world, 'How many birds?'), { files: [notes] });
    await seen(bo, birds, 'The answer is 4');
    ada.say(birds, mention(world), { files: [notes] });
    expect((await seen(ada, birds, 'There is no picture in that message.')).ephemeral).toBe(true);
  });

  test('in a thread that an answer began, a picture needs no mention; elsewhere it is left alone', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, seen } = world;
    await ada.slash(birds, '/ask', 'How many birds?');
    const { ts } = await seen(ada, birds, 'The answer is 4');
    const other = bo.say(birds, 'look', { files: [red] });
    bo.say(birds, 'and here', { thread: other.ts, files: [red] });
    bo.say(birds, 'is this one of them?', { thread: ts, files: [green] });
    const answer = await seen(ada, birds, 'carrion crow');
    expect(answer.thread_ts).toBe(ts);
    expect(readText(answer)).toContain('green.png');
    expect(ada.sees(birds).filter((message) => readText(message).includes('carrion crow'))).toHaveLength(1);
  });

  test('in direct messages a picture is looked at where it stands; what is none is told to be none', async () => {
    const { ada, seen } = await birdSlack({ transport });
    const post = ada.say(ada.dm, '', { files: [red] });
    const answer = await seen(ada, ada.dm, 'carrion crow');
    expect(answer.thread_ts).toBeUndefined();
    expect(shownIn(answer)).toEqual([post.files[0]?.id]);
    ada.say(ada.dm, '', { files: [notes] });
    await seen(ada, ada.dm, 'There is no picture in that message.');
  });

  test('a picture of which Slack tells only who asks goes by its name, and is shown', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, seen } = world;
    const post = bo.say(birds, mention(world), { files: [{ ...red, kind: 'check_file_info' }] });
    const answer = await seen(ada, birds, 'carrion crow');
    expect(readText(answer)).toContain('red.png');
    expect(shownIn(answer)).toEqual([post.files[0]?.id]);

    const other = bo.say(birds, 'and this', { files: [{ ...green, kind: 'check_file_info' }] });
    await ada.shortcut(other, 'classify-image');
    expect(readText(await seen(ada, birds, 'green.png'))).toContain('carrion crow');

    ada.say(birds, mention(world, 'How many birds?'), { files: [{ ...notes, kind: 'check_file_info' }] });
    await seen(bo, birds, 'The answer is 4');
  });

  test('it is looked at all the same when Slack does not say', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, seen, slack } = world;
    slack.outage(/^files\.info/, { kind: 'error', error: 'internal_error' });
    bo.say(birds, mention(world), { files: [{ ...red, kind: 'check_file_info' }] });
    await seen(ada, birds, 'carrion crow');
  });

  test.each(['deleted', 'hidden'] as const)(
    'a picture that is %s takes nothing from the others, and alone is told to be gone',
    async (kind) => {
      const world = await birdSlack({ transport });
      const { ada, bo, birds, seen } = world;
      const gone = { ...red, kind };
      bo.say(birds, mention(world), { files: [gone, green] });
      expect(readText(await seen(ada, birds, 'carrion crow'))).toContain('green.png');
      const post = bo.say(birds, 'look', { files: [gone] });
      await ada.shortcut(post, 'classify-image');
      expect((await seen(ada, birds, 'The picture is no longer there.')).ephemeral).toBe(true);
      await eventually(() => bo.sees(birds).length === 3);
    },
  );
});
