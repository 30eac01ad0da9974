import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { rate } from '../../commands/actions/rate.ts';
import { classify } from '../../commands/classify.ts';
import type { Call } from '../../src/core/call.ts';
import type { Classifier } from '../../src/core/classifier.ts';
import { ada } from '../support/a-call.ts';
import { type Counter, openCounter } from '../support/counter.ts';
import { openModel } from '../support/open-model.ts';
import { scriptedWriter } from '../support/scripted-writer.ts';
import { tempStore } from '../support/temp-store.ts';
import { tinyModel } from '../support/tiny-model.ts';

let counter: Counter;
let model: string;

async function counterWith(...classifiers: Classifier[]): Promise<Counter> {
  return openCounter({ store: await tempStore(), sources: [], writer: scriptedWriter(), classifiers });
}

beforeEach(async () => {
  const sharpened = { size: 32, do_center_crop: true, do_normalize: true, image_std: [0.2, 0.2, 0.2] };
  const classifier = await openModel(await tinyModel({ preprocessor: sharpened }));
  model = classifier.model;
  counter = await counterWith(classifier);
});

/** A picture of one colour in the blob store, as an option. */
async function picture(background: string, name = 'wall.png') {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer();
  const sha256 = await counter.services.blobs.put(bytes);
  return { kind: 'attachment', name, size: bytes.length, sha256 } as const;
}

const look = async (background: string, options: Call['options'] = {}, different: Partial<Call> = {}) =>
  counter.run(classify, { image: await picture(background), ...options }, different);

test('the best label is a sentence, the ranking has its picture, and the model is named with its time', async () => {
  const image = await picture('blue');
  const { reply, turn, id } = await counter.run(classify, { image, top: 2 });
  expect(reply).toMatchObject({
    title: 'In the picture',
    summary: 'wall.png: blue, 98.7%',
    tone: 'good',
    visibility: 'channel',
    footnote: expect.stringMatching(new RegExp(`^${model} · \\d+ ms$`)),
  });
  expect(reply.blocks).toEqual([
    {
      kind: 'ranking',
      picture: { name: 'wall.png', sha256: image.sha256 },
      classification: {
        model,
        ms: expect.any(Number),
        labels: [
          { index: 2, label: 'blue', score: expect.closeTo(0.987, 3) },
          { index: 0, label: 'red', score: expect.closeTo(0.007, 3) },
        ],
      },
    },
  ]);
  expect(turn).toMatchObject({ callId: id, request: 'wall.png', summary: reply.summary, callerId: 'ada' });
  expect(counter.progress).toEqual([{ kind: 'working', step: 'looking' }]);
});

test('several pictures of one message are one answer; one that is broken takes nothing from the others', async () => {
  const broken = await counter.services.blobs.put(new TextEncoder().encode('no picture'));
  const { reply, turn } = await look('blue', {
    image2: { kind: 'attachment', name: 'notes.png', size: 10, sha256: broken },
    image3: await picture('red', 'rose.png'),
  });
  expect(reply.summary).toBe('wall.png: blue, 98.7%; rose.png: red, 98.7%');
  expect(reply.blocks.map((block) => (block.kind === 'ranking' ? block.picture.name : block.kind))).toEqual([
    'wall.png',
    'rose.png',
    'text',
  ]);
  expect(reply.blocks.at(-1)).toMatchObject({ text: expect.stringMatching(/^notes.png: That file is not/) });
  expect(turn?.request).toBe('wall.png, notes.png, rose.png');

  const alone = { image: { kind: 'attachment', name: 'notes.png', size: 10, sha256: broken } } as const;
  await expect(counter.run(classify, alone)).rejects.toMatchObject({ code: 'PICTURE_NOT_AN_IMAGE' });
});

test('under one half it says that it is not sure', async () => {
  const { reply } = await look('gray');
  expect(reply).toMatchObject({
    title: 'I am not sure',
    summary: 'wall.png: perhaps red (33.3%)',
    tone: 'plain',
  });
});

test('it speaks the language of the caller', async () => {
  const { reply } = await look('gray', {}, { caller: { ...ada, locale: 'ko-KR' } });
  expect(reply).toMatchObject({
    title: '확실하지 않습니다',
    summary: 'wall.png: red일 수 있습니다 (33.3%)',
  });
});

test('a file name can neither fill the answer nor say anything but itself', async () => {
  const image = await picture('blue', `$t(problem.title) {{label}} ‮gpj.${'x'.repeat(300)}`);
  const { reply } = await counter.run(classify, { image });
  expect(reply.summary).toMatch(/^\$t\(problem\.title\) \{\{label\}\} gpj\.x+…: blue, 98\.7%$/);
  expect(reply.summary.length).toBeLessThan(100);
});

test('a private answer is for the caller alone', async () => {
  const { reply, turn } = await look('blue', { private: true });
  expect([reply.visibility, turn?.visibility]).toEqual(['caller', 'caller']);
});

test('a model that rates content says so, and how to get another', async () => {
  const { classifiers } = counter.services;
  const rating: Classifier = { ...(classifiers.get(model) as Classifier), rates: 'content' };
  counter = await counterWith(rating);
  const { reply } = await look('blue');
  expect(reply.title).toBe('Content rating');
  expect(reply.blocks[1]).toMatchObject({ kind: 'text', text: expect.stringContaining('MAGPIE_MODEL') });
});

test('of an animation the first frame counts, and it says so', async () => {
  const frames = ['red', 'blue'].map((background) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  const animation = await sharp(await Promise.all(frames), { join: { animated: true } })
    .gif()
    .toBuffer();
  const sha256 = await counter.services.blobs.put(animation);
  const image = { kind: 'attachment', name: 'party.gif', size: animation.length, sha256 } as const;
  const { reply } = await counter.run(classify, { image });
  expect(reply.summary).toMatch(/^party\.gif: red/);
  expect(reply.blocks[1]).toEqual({
    kind: 'text',
    text: 'party.gif is an animation: I looked at its first frame.',
  });
});

test('an unknown model is answered with those that there are', async () => {
  await expect(look('blue', { model: 'gpt' })).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    data: { why: `I know no image model called "gpt". I know: ${model}.` },
  });
  await expect(look('blue', { model })).resolves.toBeDefined();
});

test('a picture that was never fetched, or is no longer kept, is asked for again', async () => {
  const image = { kind: 'attachment', name: 'x.png', size: 1 } as const;
  await expect(counter.run(classify, { image })).rejects.toMatchObject({ code: 'ATTACHMENT_GONE' });
  const gone = { ...image, sha256: '0'.repeat(64) };
  await expect(counter.run(classify, { image: gone })).rejects.toMatchObject({ code: 'BLOB_GONE' });
});

test('a label is called right or wrong, with the right one, and what was said is confirmed', async () => {
  const { reply, id, turn } = await look('blue');
  expect(reply.actions.map(({ label, input }) => [label, input?.label])).toEqual([
    ['Right', undefined],
    ['Wrong: …', 'What is it? (optional)'],
  ]);
  const [right, wrong] = reply.actions.map(({ options }) => options);
  const said = async (options: Call['options']) => (await counter.run(rate, options)).reply.summary;
  expect(await said({ ...right })).toBe('Noted: "blue" is right.');
  expect(await said({ ...right })).toBe('You said so before; it counts once.');
  expect(await said({ ...wrong, comment: 'it is green' })).toBe(
    'Noted: not "blue" but "it is green". This replaces what you said before.',
  );
  expect(await counter.services.feedback.all()).toMatchObject([
    { callId: id, picture: 1, vote: 'down', comment: 'it is green' },
  ]);
  const { sha256 } = await picture('blue');
  expect(turn?.looked).toMatchObject({ model, pictures: [{ sha256, label: 'blue' }] });
});

test('each of several pictures can be called right or wrong', async () => {
  const [image, image2] = [await picture('blue'), await picture('red', 'door.png')];
  const { reply } = await counter.run(classify, { image, image2 });
  expect(reply.actions.map(({ label }) => label)).toEqual([
    '1: Right',
    '1: Wrong: …',
    '2: Right',
    '2: Wrong: …',
  ]);
  const answer = await counter.run(rate, { ...reply.actions[2]?.options });
  expect(answer.reply.summary).toBe('Noted: "red" is right.');
  await expect(counter.run(rate, { ...reply.actions[2]?.options, picture: 3 })).rejects.toMatchObject({
    code: 'CALL_UNKNOWN',
  });
});
