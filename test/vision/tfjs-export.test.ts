import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openModel } from '../support/open-model.ts';
import { tempFolder } from '../support/temp-folder.ts';

const edge = 8;
const labels = ['red', 'green', 'blue'];
const never = new AbortController().signal;

interface NamedWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
  readonly dtype?: string;
}

interface Export {
  readonly topology: unknown;
  readonly weights: readonly NamedWeight[];
  readonly paths?: readonly string[];
}

/** A TensorFlow.js export as Teachable Machine hands it out; its weights are numbers of 32 bits. */
async function writeExport(folder: string, { topology, weights, paths = ['weights.bin'] }: Export) {
  const specs = weights.map(({ name, shape, dtype = 'float32' }) => ({ name, shape, dtype }));
  const manifest = [{ paths, weights: specs }];
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'model.json'),
    JSON.stringify({ modelTopology: topology, weightsManifest: manifest }),
  );
  const bytes = weights.map(({ values, dtype }) => {
    const numbers = dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values);
    return Buffer.from(numbers.buffer);
  });
  await writeFile(join(folder, 'weights.bin'), Buffer.concat(bytes));
  await writeFile(join(folder, 'metadata.json'), JSON.stringify({ labels, imageSize: edge }));
}

const layer = (class_name: string, name: string, config: object = {}, from?: string) => ({
  class_name,
  config: { name, ...config },
  ...(from !== undefined && { name, inbound_nodes: [[[from, 0, 0, {}]]] }),
});

/** Doubles what is red, averages, and takes the softmax: models inside models, as Teachable Machine nests them. */
const doubledRed: Export = {
  topology: layer('Sequential', 'whole', {
    layers: [
      layer('Sequential', 'features', {
        layers: [
          layer('Model', 'body', {
            layers: [
              {
                ...layer('InputLayer', 'pixels', { batch_input_shape: [null, edge, edge, 3] }),
                inbound_nodes: [],
              },
              layer('Conv2D', 'double', { strides: [1, 1], padding: 'same', activation: 'linear' }, 'pixels'),
            ],
            input_layers: [['pixels', 0, 0]],
            output_layers: [['double', 0, 0]],
          }),
          layer('GlobalAveragePooling2D', 'average'),
        ],
      }),
      layer('Sequential', 'head', {
        layers: [layer('Dense', 'scores', { activation: 'softmax', use_bias: false })],
      }),
    ],
  }),
  weights: [
    { name: 'double/kernel', shape: [1, 1, 3, 3], values: [2, 0, 0, 0, 1, 0, 0, 0, 1] },
    { name: 'double/bias', shape: [3], values: [0, 0.25, 0] },
    { name: 'scores/kernel', shape: [3, 3], values: [1, 0, 0, 0, 1, 0, 0, 0, 1] },
  ],
};

const attr = {
  same: { padding: { s: btoa('SAME') }, strides: { list: { i: ['1', '2', '2', '1'] } } },
  ksize: { ksize: { list: { i: ['1', '2', '2', '1'] } } },
};

/** The same numbers with other operations, as a converter writes a frozen graph: of any size, with half of the pixels. */
const halfPixels: Export = {
  topology: {
    node: [
      {
        name: 'x',
        op: 'Placeholder',
        attr: { shape: { shape: { dim: [1, -1, -1, 3].map((size) => ({ size })) } } },
      },
      { name: 'kernel', op: 'Const' },
      { name: 'bias', op: 'Const' },
      { name: 'twice', op: 'Const' },
      { name: 'shift', op: 'Const' },
      { name: 'doubled', op: 'Mul', input: ['x', 'twice'] },
      { name: 'shifted', op: 'AddV2', input: ['doubled', 'shift'] },
      { name: 'axes', op: 'Const' },
      { name: 'shape', op: 'Const' },
      { name: 'matrix', op: 'Const' },
      { name: 'conv', op: 'Conv2D', input: ['shifted', 'kernel'], attr: attr.same },
      { name: 'biased', op: 'BiasAdd', input: ['conv', 'bias'] },
      { name: 'pool', op: 'MaxPool', input: ['biased', '^x'], attr: { ...attr.same, ...attr.ksize } },
      { name: 'mean', op: 'Mean', input: ['pool:0', 'axes'], attr: { keep_dims: { b: true } } },
      { name: 'flat', op: 'Reshape', input: ['mean', 'shape'] },
      { name: 'product', op: 'MatMul', input: ['flat', 'matrix'], attr: {} },
      { name: 'y', op: 'Softmax', input: ['product'] },
    ],
  },
  weights: [
    { name: 'kernel', shape: [1, 1, 3, 3], values: [1, 0, 0, 0, 1, 0, 0, 0, 1] },
    { name: 'twice', shape: [1, 1, 1, 3], values: [2, 1, 1] },
    { name: 'shift', shape: [3], values: [0, 0.5, 0] },
    { name: 'bias', shape: [3], values: [0, -0.25, 0] },
    { name: 'axes', shape: [2], values: [1, 2], dtype: 'int32' },
    { name: 'shape', shape: [2], values: [-1, 3], dtype: 'int32' },
    { name: 'matrix', shape: [3, 3], values: [1, 0, 0, 0, 1, 0, 0, 0, 1] },
  ],
};

/** A picture of one colour, twice as wide as it is high. */
const picture = ([r, g, b]: readonly [number, number, number]) =>
  sharp({ create: { width: 2 * edge, height: edge, channels: 3, background: { r, g, b } } })
    .png()
    .toBuffer();

/** What both models say of a picture of this colour, by the book: from -1 to 1, as Teachable Machine has it. */
function byTheBook(colour: readonly number[]): number[] {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => value / 127 - 1);
  const powers = [2 * red, green + 0.25, blue].map(Math.exp);
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

async function open(model: string, dataDir: string) {
  const classifier = await openModel(model, dataDir);
  return async (colour: readonly [number, number, number]) => {
    const seen = await classifier.classify(await picture(colour), 3, never);
    return seen.labels.toSorted((a, b) => a.index - b.index).map(({ score }) => score);
  };
}

const colours = [
  [255, 0, 0],
  [10, 200, 90],
  [127, 127, 127],
] as const;

test.each([
  ['Keras layers, models inside models', doubledRed],
  ['a frozen graph', halfPixels],
])(
  'an export of Teachable Machine says what its labels are, and is computed by the book: %s',
  async (_, exported) => {
    const folder = join(await tempFolder(), 'colours');
    await writeExport(folder, exported);
    const look = await open(folder, await tempFolder());
    for (const colour of colours) {
      const right = byTheBook(colour);
      for (const [index, score] of (await look(colour)).entries())
        expect(score).toBeCloseTo(right[index] ?? 0, 5);
    }
  },
);

test('it is imported once, and anew when its weights have changed', async () => {
  const [folder, dataDir] = [join(await tempFolder(), 'colours'), await tempFolder()];
  await writeExport(folder, doubledRed);
  const [before] = await (await open(folder, dataDir))([255, 0, 0]);
  await open(folder, dataDir);
  expect(await readdir(join(dataDir, 'models'))).toHaveLength(1);
  const weights = doubledRed.weights.map((one) =>
    one.name === 'scores/kernel' ? { ...one, values: one.values.map((value) => -value) } : one,
  );
  await writeExport(folder, { ...doubledRed, weights });
  const [after] = await (await open(folder, dataDir))([255, 0, 0]);
  expect(before).toBeGreaterThan(0.8);
  expect(after).toBeLessThan(0.5);
});

const head = (class_name: string, config: object = {}) => ({
  ...doubledRed,
  topology: layer('Sequential', 'whole', {
    layers: [
      layer('Conv2D', 'double', { batch_input_shape: [null, edge, edge, 3] }),
      layer(class_name, 'last', config),
    ],
  }),
});

test.each<[string, Export, RegExp]>([
  ['a layer that is not known', head('LSTM'), /the layer last is a LSTM, which cannot be imported/],
  ['a layer called as something that objects have', head('constructor'), /the layer last is a constructor/],
  ['weights that are not there', head('Dense'), /behind Flatten|last\/kernel is not there/],
  ['another order of colours', head('MaxPooling2D', { data_format: 'channels_first' }), /channels_last/],
  [
    'weights that end too early',
    {
      ...doubledRed,
      weights: doubledRed.weights.toSpliced(2, 1, { name: 'scores/kernel', shape: [300, 300], values: [] }),
    },
    /the weights end in the middle of scores\/kernel/,
  ],
  [
    'weights outside of its folder',
    { ...doubledRed, paths: ['../weights.bin'] },
    /its weights are not beside it: \.\.\/weights\.bin/,
  ],
  [
    'a graph that leads to itself',
    {
      topology: {
        node: [
          { name: 'x', op: 'Relu', input: ['y'] },
          { name: 'y', op: 'Relu', input: ['x'] },
          { name: 'z', op: 'Relu', input: ['y'] },
        ],
      },
      weights: [],
    },
    /leads to itself/,
  ],
  [
    'an operation that is not known',
    { topology: { node: [{ name: 'x', op: 'DecodeJpeg' }] }, weights: [] },
    /the operation DecodeJpeg of x/,
  ],
  [
    'no model at all',
    { topology: { birds: 3 }, weights: [] },
    /it is no model.json of TensorFlow.js: modelTopology/,
  ],
])('an export with %s is refused with the reason', async (_, exported, why) => {
  const folder = join(await tempFolder(), 'broken');
  await writeExport(folder, exported);
  await expect(open(folder, await tempFolder())).rejects.toMatchObject({
    code: 'MODEL_UNAVAILABLE',
    data: { why: expect.stringMatching(why) },
  });
});

test('an export of which nobody says what its outputs mean asks for a card', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'model.json'), '{}');
  await expect(open(folder, await tempFolder())).rejects.toMatchObject({
    data: { why: expect.stringContaining('put a card.json beside it') },
  });
});

test('a model.json that is larger than any is refused before it is read', async () => {
  const folder = join(await tempFolder(), 'large');
  await writeExport(folder, doubledRed);
  await truncate(join(folder, 'model.json'), 21_000_000);
  await expect(open(folder, await tempFolder())).rejects.toMatchObject({
    data: { why: expect.stringContaining('at most 20 MB are read') },
  });
});
