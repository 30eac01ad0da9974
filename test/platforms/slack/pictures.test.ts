import { describe, expect, onTestFinished, test } from 'vitest';
import type { Classifier } from '../../../src/core/classifier.ts';
import { openClassifier } from '../../../src/vision/open-classifier.ts';
import { anUpload } from '../../support/bird-playground.ts';
import { type BirdSlack, birdSlack, transports } from '../../support/bird-slack.ts';
import { eventually } from '../../support/eventually.ts';
import type { Filled } from '../../support/slack/person-view.ts';
import type { Someone } from '../../support/slack/someone.ts';
import { ofColour, shownIn, uploadedTo } from '../../support/slack-pictures.ts';
import { readBlocks, readText } from '../../support/slack-text.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { tinyModel } from '../../support/tiny-model.ts';

const red = await ofColour('red.png');
const green = await ofColour('green.jpg');
const blue = await ofColour('blue.webp');
const text = { name: 'notes.png', bytes: new TextEncoder().encode('no picture at all') };

/** Tells red, green and blue apart. */
async function colours(): Promise<Classifier> {
  const [model, dataDir] = [await tinyModel(), await tempFolder()];
  const classifier = await openClassifier({ model, dataDir, children: 1, maxPixels: 1e6, maxBytes: 1e6 });
  onTestFinished(() => classifier.close());
  return classifier;
}

/** Opens the form of /classify and hands it in. */
async function handIn({ birds }: BirdSlack, by: Someone, values: Readonly<Record<string, Filled>>) {
  const { modal } = await by.slash(birds, '/classify');
  if (!modal) throw new Error('no form was opened');
  const sent = await by.submit(modal, values);
  return { modal, sent };
}

describe.each(transports)('by %s', (transport) => {
  test('/classify opens a form; what is handed in is ranked with bars beside the picture, for everybody', async () => {
    const world = await birdSlack({ transport, classifier: await colours() });
    const { ada, bo, birds, seen, slack } = world;
    const { modal, sent } = await handIn(world, ada, { image: [red], top: '2' });
    expect(sent.acknowledged?.afterMs).toBeLessThan(3000);
    expect(modal.isOpen).toBe(false);
    const answer = await seen(bo, birds, '█');
    expect(readText(answer)).toMatch(/red.*57/);
    expect(readText(answer)).not.toContain('blue');
    expect(shownIn(answer).map((id) => uploadedTo(slack).get(id))).toEqual(['red.png']);
    expect(ada.sees(birds)).toHaveLength(1);
  });

  test('four pictures are ranked one below the other, each beside its own; one that is none says so', async () => {
    const world = await birdSlack({ transport, classifier: await colours() });
    const { ada, bo, birds, seen, slack } = world;
    await handIn(world, ada, { image: [red, text, green, blue], top: '1' });
    const answer = await seen(bo, birds, '█');
    expect(readText(answer)).toMatch(/red\.png\n.*red\ngreen\.jpg\n.*green\nblue\.webp\n.*blue\n/);
    expect(readText(answer)).toContain('notes.png');
    // Slack shows no WebP in a message.
    expect(shownIn(answer).map((id) => uploadedTo(slack).get(id))).toEqual(['red.png', 'green.jpg']);
  });

  test('what is ranked in private is seen by whoever asked alone, with its picture', async () => {
    const world = await birdSlack({ transport, classifier: await colours() });
    const { ada, bo, birds, seen } = world;
    await handIn(world, ada, { image: [red], private: true });
    const answer = await seen(ada, birds, '█');
    expect(answer.ephemeral).toBe(true);
    expect(shownIn(answer)).toHaveLength(1);
    expect(bo.sees(birds)).toEqual([]);
  });

  test('/teach opens a form with what was typed; the channel then knows its own label', async () => {
    const world = await birdSlack({ transport, classifier: await colours() });
    const { ada, bo, birds, seen } = world;
    const { modal } = await ada.slash(birds, '/teach', 'label:"A <!here> red"');
    if (!modal) throw new Error('no form was opened');
    expect(JSON.stringify(modal.body.blocks)).toContain('red');
    await ada.submit(modal, { label: 'A <!here> red', image: [red] });
    expect(readText(await seen(bo, birds, 'I know it here'))).toContain('A <!here> red');
    await handIn(world, bo, { image: [{ ...red, name: 'again.png' }] });
    expect(readText(await seen(bo, birds, 'As taught here'))).toContain('A <!here> red');
    await bo.slash(birds, '/labels');
    expect(readText(await seen(ada, birds, 'taught one label'))).toContain('A <!here> red');
  });

  test('the form has the box ticked where the command was private, and speaks Korean', async () => {
    const { slack, team, birds } = await birdSlack({ transport });
    const minji = slack.person({ name: 'Minji', team, locale: 'ko-KR' });
    const { modal } = await minji.slash(birds, '/classify', '비공개');
    expect(readBlocks(modal?.body.blocks ?? [])).toContain('사진');
    expect(JSON.stringify(modal?.body.blocks)).toContain('initial_options');
  });

  test('a model is chosen in the form where there are several; one that is gone meanwhile is told with the others', async () => {
    const world = await birdSlack({ transport, slackParts: { models: () => ['three-birds', 'no-birds'] } });
    const { ada, bo, birds, seen } = world;
    await handIn(world, ada, { image: [anUpload()], model: 'three-birds' });
    await seen(bo, birds, 'carrion crow');
    await handIn(world, ada, { image: [anUpload()], model: 'no-birds' });
    const told = await seen(ada, birds, 'no-birds');
    expect(readText(told)).toContain('three-birds');
    expect(told.ephemeral).toBe(true);
    await eventually(() => bo.sees(birds).length === 1);
  });

  test.each([
    ['that is none', text, 'not a picture I can read'],
    ['that is empty', { name: 'empty.png', bytes: new Uint8Array() }, 'The file is empty'],
    ['that is too large', { name: 'huge.png', bytes: new Uint8Array(10_000_001) }, 'too large: it has 10 MB'],
  ])('a picture %s is told to whoever handed it in, and to nobody else', async (_, file, words) => {
    const world = await birdSlack({
      transport,
      classifier: await colours(),
      slackParts: { maxPictureBytes: 10_000_000 },
    });
    const { ada, bo, birds, seen } = world;
    await handIn(world, ada, { image: [file] });
    expect((await seen(ada, birds, words)).ephemeral).toBe(true);
    await eventually(() => bo.sees(birds).length === 0);
  });

  test('“Classify image” of a message’s menu looks at its pictures, whoever posted it, and answers below it', async () => {
    const { ada, bo, birds, seen, slack } = await birdSlack({ transport });
    const post = bo.say(birds, 'look what I saw', { files: [red, green] });
    await ada.shortcut(post, 'classify-image');
    const answer = await seen(bo, birds, 'carrion crow');
    expect(answer).toMatchObject({ thread_ts: post.ts, ephemeral: false });
    // They are there already: nothing is uploaded once more.
    expect(shownIn(answer)).toEqual(post.files.map(({ id }) => id));
    expect(uploadedTo(slack).size).toBe(0);
  });

  test('in a thread it answers in that thread', async () => {
    const { ada, bo, birds, seen } = await birdSlack({ transport });
    const root = bo.say(birds, 'what did you see?');
    const post = bo.say(birds, 'this', { thread: root.ts, files: [red] });
    await ada.shortcut(post, 'classify-image');
    expect((await seen(bo, birds, 'carrion crow')).thread_ts).toBe(root.ts);
  });

  test('on a message without a picture it says so, to whoever chose it alone', async () => {
    const { ada, bo, birds, seen } = await birdSlack({ transport });
    const post = bo.say(birds, 'no picture here', { files: [{ name: 'a.csv', bytes: text.bytes }] });
    await ada.shortcut(post, 'classify-image');
    expect((await seen(ada, birds, 'There is no picture in that message.')).ephemeral).toBe(true);
    expect(bo.sees(birds)).toHaveLength(1);
  });

  test('where the bot is not in the channel, the form works, and the menu says why it cannot', async () => {
    const world = await birdSlack({ transport });
    const { ada, bo, birds, seen, slack } = world;
    slack.kick(birds);
    const post = bo.say(birds, 'look', { files: [red] });
    await ada.shortcut(post, 'classify-image');
    expect((await seen(ada, birds, 'a channel that I am not in. /invite me there')).ephemeral).toBe(true);
    await handIn(world, ada, { image: [red] });
    const answer = await seen(bo, birds, 'carrion crow');
    expect(shownIn(answer)).toHaveLength(1);
    expect(bo.sees(birds)).toHaveLength(2);
  });
});
