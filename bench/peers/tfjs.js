// Runs models with TensorFlow.js itself, for bench/tfjs. Each message is one piece of work.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { load } from 'nsfwjs';

await tf.setBackend('cpu');

/** 8-bit RGB files of so many pixels each way. */
const pixelsOf = async (paths, edge) =>
  Promise.all(paths.map(async (path) => tf.tensor3d(await readFile(path), [edge, edge, 3], 'int32')));

/** `{task: 'nsfwjs', model, edge, paths}` gives the scores of each picture, by label. */
async function nsfwjs({ model, edge, paths }) {
  const net = await load(model, model === 'InceptionV3' ? { size: 299 } : undefined);
  const scores = [];
  for (const pixels of await pixelsOf(paths, edge)) {
    const ranked = await net.classify(pixels, 5);
    scores.push(Object.fromEntries(ranked.map(({ className, probability }) => [className, probability])));
  }
  return { scores };
}

const { layers } = tf;
const input = { inputShape: [32, 32, 3] };

/** Nets that people could have trained, with random weights; each ends in `classes` scores. */
const nets = {
  sequential: (classes) =>
    tf.sequential({
      layers: [
        layers.conv2d({ ...input, filters: 8, kernelSize: 3, activation: 'relu', padding: 'same' }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.batchNormalization(),
        layers.conv2d({ filters: 7, kernelSize: 3, dilationRate: 2, padding: 'same', activation: 'relu' }),
        layers.separableConv2d({ filters: 12, kernelSize: 3, strides: 2, padding: 'same' }),
        layers.leakyReLU({ alpha: 0.1 }),
        layers.dropout({ rate: 0.3 }),
        layers.flatten(),
        layers.dense({ units: 16, activation: 'tanh' }),
        layers.dense({ units: classes, activation: 'softmax' }),
      ],
    }),
  branches(classes) {
    const pixels = tf.input({ shape: [32, 32, 3] });
    const one = layers.conv2d({ filters: 6, kernelSize: 3, padding: 'same', useBias: false }).apply(pixels);
    const two = layers.depthwiseConv2d({ kernelSize: 5, padding: 'same', depthMultiplier: 2 }).apply(pixels);
    const sum = layers.add().apply([one, two]);
    const padded = layers
      .zeroPadding2d({
        padding: [
          [0, 1],
          [1, 0],
        ],
      })
      .apply(layers.reLU({ maxValue: 6 }).apply(sum));
    const narrow = layers
      .conv2d({ filters: 6, kernelSize: 3, strides: 2, activation: 'sigmoid' })
      .apply(padded);
    const pooled = layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }).apply(sum);
    const both = layers.concatenate().apply([narrow, pooled]);
    const whole = layers.globalAveragePooling2d({}).apply(both);
    const most = layers.globalMaxPooling2d({}).apply(both);
    const merged = layers.multiply().apply([whole, most]);
    return tf.model({
      inputs: pixels,
      outputs: layers.dense({ units: classes, activation: 'sigmoid' }).apply(merged),
    });
  },
  /** As Teachable Machine puts them together. */
  nested(classes) {
    const pixels = tf.input({ shape: [32, 32, 3] });
    const conv = layers
      .conv2d({ filters: 8, kernelSize: 3, strides: 2, padding: 'same', useBias: false })
      .apply(pixels);
    const act = layers.reLU({ maxValue: 6 }).apply(layers.batchNormalization().apply(conv));
    const body = tf.model({ inputs: pixels, outputs: act });
    const features = tf.sequential({ layers: [body, layers.globalAveragePooling2d({})] });
    const head = tf.sequential({
      layers: [
        layers.dense({ inputShape: [8], units: 10, activation: 'relu' }),
        layers.dense({ units: classes, activation: 'softmax', useBias: false }),
      ],
    });
    return tf.sequential({ layers: [features, head] });
  },
  /** As the first MobileNet ends. */
  convolved: (classes) =>
    tf.sequential({
      layers: [
        layers.conv2d({
          ...input,
          filters: 8,
          kernelSize: 3,
          strides: 2,
          padding: 'same',
          activation: 'elu',
        }),
        layers.globalAveragePooling2d({}),
        layers.reshape({ targetShape: [1, 1, 8] }),
        layers.conv2d({ filters: classes, kernelSize: 1, padding: 'same' }),
        layers.reshape({ targetShape: [classes] }),
        layers.activation({ activation: 'softmax' }),
      ],
    }),
  /** A picture that becomes a list, which has to keep TensorFlow's order. */
  reshaped: (classes) =>
    tf.sequential({
      layers: [
        layers.conv2d({ ...input, filters: 4, kernelSize: 5, strides: 3, activation: 'relu' }),
        layers.reshape({ targetShape: [20, 20] }),
        layers.reshape({ targetShape: [10, 10, 4] }),
        layers.conv2d({ filters: 5, kernelSize: 3, activation: 'softplus' }),
        layers.flatten(),
        layers.dense({ units: classes, activation: 'softmax' }),
      ],
    }),
};

/** Numbers that are not those of an untrained net, whose biases and norms say nothing. */
function shake(net) {
  const shaken = net.getWeights().map((weight) => {
    const noise = tf.randomUniform(weight.shape, -0.4, 0.4);
    const isVariance = weight.rank === 1 && weight.min().dataSync()[0] === 1;
    return isVariance ? noise.abs().add(0.5) : weight.add(noise);
  });
  net.setWeights(shaken);
}

/** `{task: 'make', folder, classes, edge, paths}` saves each net, and gives its scores of each picture. */
async function make({ folder, classes, edge, paths }) {
  const batch = tf
    .stack(await pixelsOf(paths, edge))
    .toFloat()
    .div(255);
  const made = {};
  for (const [name, build] of Object.entries(nets)) {
    const net = build(classes);
    shake(net);
    await mkdir(join(folder, name), { recursive: true });
    await net.save(
      tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
        const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
        await writeFile(join(folder, name, 'model.json'), JSON.stringify({ modelTopology, weightsManifest }));
        await writeFile(join(folder, name, 'weights.bin'), new Uint8Array(weightData));
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
      }),
    );
    made[name] = await net.predict(batch).array();
  }
  return { made };
}

const tasks = { nsfwjs, make };
process.on('message', async ({ task, ...work }) => process.send(await tasks[task](work)));
process.on('disconnect', () => process.exit());
process.send('ready');
