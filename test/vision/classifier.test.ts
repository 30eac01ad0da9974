import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp, { type SharpOptions } from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MagpieError } from '../../src/core/errors.ts';
import { asMagpieError } from '../../src/core/problem.ts';
import { encodeOnnx } from '../../src/vision/onnx/model.ts';
import { type ClassifierOptions, openClassifier } from '../../src/vision/open-classifier.ts';
import { pngChunk } from '../support/made-pictures.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { meanColour, tinyConfig, tinyModel, tinyPreprocessor } from '../support/tiny-model.ts';

type Background = NonNullable<SharpOptions['create']>['background'];

const never = new AbortController().signal;

async function open(model: string, limits: Partial<ClassifierOptions> = {}) {
  const classifier = await openClassifier({
    model,
    dataDir: await tempFolder(),
    children: 1,
    maxPixels: 24e6,
    maxBytes: 1e6,
    ...limits,
  });
  onTestFinished(() => classifier.close());
  return classifier;
}

const flat = (width: number, height: number, background: Background = { r: 0, g: 255, b: 51 }) =>
  sharp({ create: { width, height, channels: 3, background }, limitInputPixels: false });

describe('a classifier with a model in the hub layout', () => {
  it('ranks the labels by the softmax of the outputs, with their indexes', async () => {
    const folder = await tinyModel();
    const classifier = await open(folder);
    const { model, labels, ms } = await classifier.classify(await flat(64, 48).png().toBuffer(), 5, never);
    const sum = Math.exp(0) + Math.exp(1) + Math.exp(0.2);
    expect(model).toBe(basename(folder));
    expect(ms).toBeGreaterThan(0);
    expect(labels).toEqual([
      { index: 1, label: 'green', score: expect.closeTo(Math.exp(1) / sum, 6) },
      { index: 2, label: 'blue', score: expect.closeTo(Math.exp(0.2) / sum, 6) },
      { index: 0, label: 'red', score: expect.closeTo(1 / sum, 6) },
    ]);
    expect(classifier).toMatchObject({ classes: 3, rates: 'objects' });
  });

  it('gives as many labels as asked for, at least one and at most all; equal scores go by index', async () => {
    const classifier = await open(await tinyModel());
    const white = await flat(40, 40, 'white').png().toBuffer();
    const indexes = async (top: number) => {
      const { labels } = await classifier.classify(white, top, never);
      return labels.map(({ index }) => index);
    };
    expect(await indexes(2)).toEqual([0, 1]);
    expect(await indexes(0)).toEqual([0]);
    expect(await indexes(999)).toEqual([0, 1, 2]);
  });

  it('looks once at the same picture, also for those who show it at the same moment, whatever they want to know of it', async () => {
    const classifier = await open(await tinyModel());
    // Large enough to be under way for a while.
    const picture = await flat(2000, 2000, 'blue').png().toBuffer();
    const leave = new AbortController();
    const left = classifier.classify(picture, 1, leave.signal);
    const stayed = classifier.classify(Uint8Array.from(picture), 2, never);
    leave.abort(new Error('changed my mind'));
    await expect(left).rejects.toThrow('changed my mind');
    const { labels } = await stayed;
    expect(labels).toHaveLength(2);
    const again = await classifier.classify(picture, 3, never);
    expect(again).toMatchObject({ ms: 1, labels: [{ label: 'blue' }, {}, {}] });
    const other = await classifier.classify(await flat(2000, 2000, 'red').png().toBuffer(), 1, never);
    expect(other.labels[0]?.label).toBe('red');
    expect(other.ms).toBeGreaterThan(1);
  });

  it('ends the work on a picture that nobody waits for any more', async () => {
    const classifier = await open(await tinyModel());
    const picture = await flat(3000, 3000, 'blue').webp({ effort: 0 }).toBuffer();
    const leave = new AbortController();
    const both = [1, 2].map((top) => classifier.classify(picture, top, leave.signal));
    leave.abort(new Error('changed my mind'));
    for (const one of both) await expect(one).rejects.toThrow('changed my mind');
    expect((await classifier.classify(picture, 1, never)).ms).toBeGreaterThan(1);
  });

  it('says of an animation that it is one, in every format that has them', async () => {
    const classifier = await open(await tinyModel());
    const frames = await Promise.all(['red', 'blue'].map((colour) => flat(40, 40, colour).png().toBuffer()));
    const film = () => sharp(frames, { join: { animated: true } });
    const [still = Buffer.alloc(0)] = frames;
    // After its signature and header.
    const apng = Buffer.concat([
      still.subarray(0, 33),
      pngChunk('acTL', Buffer.alloc(8, 1)),
      still.subarray(33),
    ]);
    for (const bytes of [await film().gif().toBuffer(), await film().webp().toBuffer(), apng]) {
      const { animated, labels } = await classifier.classify(bytes, 1, never);
      expect({ animated, label: labels[0]?.label }).toEqual({ animated: true, label: 'red' });
    }
    expect(await classifier.classify(still, 1, never)).not.toHaveProperty('animated');
  });

  it('keeps labels of one name apart, and names those that config.json leaves out', async () => {
    const classifier = await open(await tinyModel({ config: { id2label: { 0: 'crane', 2: 'crane' } } }));
    const { labels } = await classifier.classify(await flat(9, 9).png().toBuffer(), 3, never);
    expect(labels.map(({ index, label }) => `${index} ${label}`)).toEqual([
      '1 class 1',
      '2 crane',
      '0 crane',
    ]);
  });

  it('gives each label a score of its own where several can be right', async () => {
    const config = { ...tinyConfig, problem_type: 'multi_label_classification' };
    const classifier = await open(await tinyModel({ config }));
    const { labels } = await classifier.classify(await flat(9, 9).png().toBuffer(), 3, never);
    expect(labels.map(({ score }) => score)).toEqual(
      [1, 0.2, 0].map((x) => expect.closeTo(1 / (1 + Math.exp(-x)), 6)),
    );
  });

  it('normalises as the processor says', async () => {
    const preprocessor = {
      ...tinyPreprocessor,
      do_normalize: true,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.25, 0.5],
    };
    const classifier = await open(await tinyModel({ preprocessor }));
    const { labels } = await classifier.classify(await flat(9, 9).png().toBuffer(), 3, never);
    const powers = [-1, 2, -0.6].map(Math.exp);
    const sum = powers.reduce((a, b) => a + b);
    expect(labels[0]).toEqual({ index: 1, label: 'green', score: expect.closeTo((powers[1] ?? 0) / sum, 6) });
  });
});

describe('a classifier with a card', () => {
  const card = {
    name: 'warmth',
    about: 'Says how red, green and blue a picture is.',
    rates: 'content',
    source: { kind: 'file', path: 'mean.onnx' },
    input: {
      layout: 'NHWC',
      resize: { to: 'size', width: 32, height: 32 },
      filter: 'bicubic',
      crop: { width: 32, height: 32 },
    },
    activation: 'none',
    labels: ['red', 'green', 'blue'],
  };
  const channelsLast = encodeOnnx({
    ...meanColour,
    input: { name: 'pixels', dims: [1, 32, 32, 3] },
    nodes: [
      { op: 'ReduceMean', inputs: ['pixels'], output: 'means', attributes: { axes: [1, 2], keepdims: 0 } },
    ],
  });

  async function folderWith(changes: object): Promise<string> {
    const folder = await tempFolder();
    await writeFile(join(folder, 'mean.onnx'), channelsLast);
    await writeFile(join(folder, 'card.json'), JSON.stringify({ ...card, ...changes }));
    return folder;
  }

  it('does as the card says', async () => {
    const classifier = await open(await folderWith({}));
    const { model, labels } = await classifier.classify(await flat(50, 20).png().toBuffer(), 3, never);
    expect(classifier).toMatchObject({ about: card.about, rates: 'content' });
    expect(model).toBe('warmth');
    expect(labels.map(({ label, score }) => [label, score])).toEqual([
      ['green', expect.closeTo(1, 6)],
      ['blue', expect.closeTo(0.2, 4)],
      ['red', expect.closeTo(0, 6)],
    ]);
  });

  it('is told every fault of the card at once', async () => {
    const crop = { width: 33, height: 33 };
    const folder = await folderWith({ activation: 'magic', labels: [], input: { ...card.input, crop } });
    const { data } = await open(folder).then(() => new MagpieError('UNEXPECTED'), asMagpieError);
    expect(data.why).toMatch(/input\.crop: the crop is larger.*activation: .*labels: /);
  });

  it('is refused when the model file is missing', async () => {
    const folder = await folderWith({ source: { kind: 'file', path: 'gone.onnx' } });
    await expect(open(folder)).rejects.toMatchObject({
      data: { why: `there is no ${join(folder, 'gone.onnx')}` },
    });
  });
});

it('refuses what is no picture it reads, by name where it knows the format', async () => {
  const classifier = await open(await tinyModel());
  const refusal = async (content: string) => {
    const refused = classifier.classify(Buffer.from(content, 'latin1'), 1, never);
    const { code, data } = await refused.then(() => ({ code: 'answered', data: {} }), asMagpieError);
    return `${code} ${Object.values(data)}`.trim();
  };
  const files = {
    '': 'PICTURE_EMPTY',
    hello: 'PICTURE_NOT_AN_IMAGE',
    '<!doctype html><p><svg></svg>': 'PICTURE_NOT_AN_IMAGE',
    '\0\0\0\x14ftypisom\0\0\0\0avc1': 'PICTURE_NOT_AN_IMAGE',
    '<svg xmlns="http://www.w3.org/2000/svg"/>': 'PICTURE_UNSUPPORTED SVG',
    '\xef\xbb\xbf <?xml version="1.0"?>\n<!-- <x> -->\n<svg/>': 'PICTURE_UNSUPPORTED SVG',
    'II*\0....': 'PICTURE_UNSUPPORTED TIFF',
    'BM......': 'PICTURE_UNSUPPORTED BMP',
    '%PDF-1.7': 'PICTURE_UNSUPPORTED PDF',
    '\0\0\0\x18ftypmif1\0\0\0\0mif1heic': 'PICTURE_UNSUPPORTED HEIC',
    '\x89PNG\r\n\x1a\n': 'PICTURE_BROKEN',
    'RIFF\0\0\0\0WEBPVP8 ': 'PICTURE_BROKEN',
    '\0\0\0\x18ftypmif1\0\0\0\0mif1avif': 'PICTURE_BROKEN',
    [`GIF89a${' '.repeat(1e6)}`]: 'PICTURE_TOO_LARGE 1 MB,1 MB',
  };
  for (const [content, problem] of Object.entries(files)) {
    expect(await refusal(content), JSON.stringify(content.slice(0, 60))).toBe(problem);
  }
});

describe('a model that cannot be used is refused with the reason', () => {
  it.each([
    ['no such folder', async () => '/nowhere/at/all', 'there is no model /nowhere/at/all'],
    ['an empty folder', tempFolder, 'has neither a card.json nor a config.json'],
    ['a config that is no JSON', () => tinyModel({ config: '{"id2label":' }), 'config.json is no JSON'],
    ['no labels', () => tinyModel({ config: { id2label: {} } }), 'labels: '],
    ['a processor without a size', () => tinyModel({ preprocessor: {} }), 'preprocessor_config.json: size'],
    ['a model that is none', () => tinyModel({ onnx: Buffer.from('hello') }), 'rotobuf'],
    [
      'more labels than outputs',
      () => tinyModel({ config: { id2label: { 3: 'infrared' } } }),
      'it gives 3 numbers for 4 labels',
    ],
    [
      'another size than the model takes',
      () => tinyModel({ preprocessor: { ...tinyPreprocessor, size: 64, crop_size: 64 } }),
      'Got: 64 Expected: 32',
    ],
    [
      'an output that is no number',
      () => tinyModel({ onnx: encodeOnnx({ ...meanColour, nodes: notANumber }) }),
      'not a finite number',
    ],
  ])('%s', async (_, folder, why) => {
    await expect(open(await folder())).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      data: { why: expect.stringContaining(why) },
    });
  });
});

// 0 / 0, in every output.
const notANumber = [
  { op: 'Sub', inputs: ['pixels', 'pixels'], output: 'zero', attributes: {} },
  { op: 'Div', inputs: ['zero', 'zero'], output: 'nothing', attributes: {} },
  { op: 'ReduceMean', inputs: ['nothing'], output: 'means', attributes: { axes: [2, 3], keepdims: 0 } },
];
