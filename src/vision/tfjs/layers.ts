import type { LayerConfig } from '../../../schema/layers-model.ts';
import { activated } from './activation.ts';
import { autoPad, convolution, normalised } from './convolution.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { axisOf, type Computed, computed, inTensorFlowOrder, missing, reshaped } from './value.ts';
import { numbersOf, type Weight } from './weights.ts';

/** One use of a Keras layer. */
interface LayerStep {
  readonly config: LayerConfig;
  readonly inputs: readonly Computed[];
  readonly build: GraphBuilder;
  /** One of its weights, as Keras calls it. Throws where it has none. */
  readonly weight: (name: string) => Weight;
}

type LayerKind = (step: LayerStep) => Computed;

const same: LayerKind = (step) => only(step);

/** How each Keras layer that image classifiers have is said in ONNX. */
export const layerKinds: Readonly<Record<string, LayerKind>> = {
  Conv2D: (step) => active(step, convolved(step, { kernel: 'kernel', depthwise: false, bias: true })),
  DepthwiseConv2D: (step) =>
    active(step, convolved(step, { kernel: 'depthwise_kernel', depthwise: true, bias: true })),
  SeparableConv2D: (step) => {
    const each = convolved(step, { kernel: 'depthwise_kernel', depthwise: true, bias: false });
    const pointwise = { ...step.config, strides: [1, 1] as [number, number], dilation_rate: null };
    const mixed = { ...step, inputs: [each], config: pointwise };
    return active(step, convolved(mixed, { kernel: 'pointwise_kernel', depthwise: false, bias: true }));
  },
  BatchNormalization: (step) => {
    const { config, build, weight } = step;
    const from = only(step);
    if (axisOf(single(config.axis) ?? -1, from.rank) !== 1) missing('a batch norm of channels');
    return normalised(build, from, {
      ...(config.scale !== false && { gamma: numbersOf(weight('gamma')) }),
      ...(config.center !== false && { beta: numbersOf(weight('beta')) }),
      mean: numbersOf(weight('moving_mean')),
      variance: numbersOf(weight('moving_variance')),
      epsilon: config.epsilon,
    });
  },
  Activation: (step) => active(step, only(step)),
  Softmax: (step) => {
    const from = only(step);
    const axis = single(step.config.axis) ?? -1;
    if (axis !== -1 && axis !== from.rank - 1) missing('a softmax over the last axis');
    return activated(step.build, from, 'softmax');
  },
  ReLU: (step) => {
    const { max_value: most, negative_slope: slope, threshold } = step.config;
    if (threshold) missing('a ReLU without a threshold');
    const { name, rank } = slope ? leaky(step, slope) : only(step);
    const { build } = step;
    if (most == null) return slope ? computed(name, rank) : activated(build, computed(name, rank), 'relu');
    const bounds = [build.scalar(slope ? -3.4e38 : 0), build.scalar(most)];
    return computed(build.node('Clip', [name, ...bounds]), rank);
  },
  LeakyReLU: (step) => leaky(step, step.config.alpha ?? step.config.negative_slope ?? 0.3),
  Add: combined('Sum'),
  Average: combined('Mean'),
  Maximum: combined('Max'),
  Minimum: combined('Min'),
  Multiply: ({ inputs, build }) =>
    inputs.reduce((a, b) => computed(build.node('Mul', [a.name, b.name]), Math.max(a.rank, b.rank))),
  Concatenate: ({ config, inputs, build }) => {
    const rank = inputs[0]?.rank ?? missing('an input');
    const axis = axisOf(single(config.axis) ?? -1, rank);
    const values = inputs.map(({ name }) => name);
    return computed(build.node('Concat', values, { axis }), rank);
  },
  ZeroPadding2D: (step) => {
    const [[top, bottom], [left, right]] = edgesOf(step.config.padding);
    const pads = step.build.axes([0, 0, top, left, 0, 0, bottom, right]);
    return computed(step.build.node('Pad', [picture(step).name, pads]), 4);
  },
  MaxPooling2D: pooled('MaxPool'),
  AveragePooling2D: pooled('AveragePool'),
  GlobalAveragePooling2D: pooledWhole('GlobalAveragePool'),
  GlobalMaxPooling2D: pooledWhole('GlobalMaxPool'),
  Flatten: (step) =>
    computed(step.build.node('Flatten', [inTensorFlowOrder(step.build, only(step))], { axis: 1 }), 2),
  Reshape: (step) =>
    reshaped(step.build, only(step), [1, ...(step.config.target_shape ?? missing('a shape'))]),
  Dense: (step) => {
    const { build, config, weight } = step;
    const from = only(step);
    // A dense layer on a picture works along its channels, as one on a list does along its numbers.
    if (from.rank !== 2) missing('a dense layer behind Flatten');
    const product = build.node('MatMul', [from.name, build.weight(weight('kernel'))]);
    const sum = config.use_bias ? build.node('Add', [product, build.weight(weight('bias'))]) : product;
    return active(step, computed(sum, 2));
  },
  Rescaling: (step) => {
    const { build, config } = step;
    const { name, rank } = only(step);
    const scaled = build.node('Mul', [name, build.scalar(Number(config.scale ?? 1))]);
    return computed(build.node('Add', [scaled, build.scalar(config.offset ?? 0)]), rank);
  },
  // They work only while a model is trained.
  Dropout: same,
  SpatialDropout2D: same,
  GaussianDropout: same,
  GaussianNoise: same,
  AlphaDropout: same,
  ActivityRegularization: same,
};

interface Kernel {
  /** Names of weights. */
  readonly kernel: string;
  readonly depthwise: boolean;
  /** Whether the bias belongs to it, where the layer has one. */
  readonly bias: boolean;
}

function convolved(step: LayerStep, { kernel, depthwise, bias }: Kernel): Computed {
  const { config, build, weight } = step;
  return convolution(build, {
    from: picture(step),
    kernel: weight(kernel),
    depthwise,
    bias: bias && config.use_bias ? build.weight(weight('bias')) : undefined,
    strides: config.strides ?? [1, 1],
    dilations: config.dilation_rate ?? [1, 1],
    padding: paddingOf(config),
  });
}

function combined(op: string): LayerKind {
  return ({ inputs, build }) => {
    const values = inputs.map(({ name }) => name);
    return computed(build.node(op, values), inputs[0]?.rank ?? missing('an input'));
  };
}

function pooled(op: string): LayerKind {
  return (step) => {
    const { pool_size, strides } = step.config;
    const kernel = pool_size ?? [2, 2];
    const name = step.build.node(op, [picture(step).name], {
      kernel_shape: kernel,
      strides: strides ?? kernel,
      auto_pad: autoPad[paddingOf(step.config)],
    });
    return computed(name, 4);
  };
}

function pooledWhole(op: string): LayerKind {
  return (step) => {
    const whole = step.build.node(op, [picture(step).name]);
    if (step.config.keepdims) return computed(whole, 4);
    return computed(step.build.node('Flatten', [whole], { axis: 1 }), 2);
  };
}

function leaky(step: LayerStep, slope: number): Computed {
  const { name, rank } = only(step);
  const { build } = step;
  const below = build.node('Mul', [build.node('Min', [name, build.scalar(0)]), build.scalar(slope)]);
  return computed(build.node('Add', [build.node('Relu', [name]), below]), rank);
}

const active = ({ build, config }: LayerStep, value: Computed): Computed =>
  activated(build, value, config.activation ?? 'linear');

const only = ({ inputs }: LayerStep): Computed => inputs[0] ?? missing('an input');

function picture(step: LayerStep): Computed {
  if ((step.config.data_format ?? 'channels_last') !== 'channels_last') missing('channels_last');
  const from = only(step);
  return from.rank === 4 ? from : missing('a picture');
}

function paddingOf({ padding }: LayerConfig): 'SAME' | 'VALID' {
  if (padding === 'same') return 'SAME';
  return padding === 'valid' || padding == null ? 'VALID' : missing('padding same or valid');
}

function edgesOf(
  padding: LayerConfig['padding'],
): readonly [readonly [number, number], readonly [number, number]] {
  if (typeof padding === 'number')
    return [
      [padding, padding],
      [padding, padding],
    ];
  return typeof padding === 'string' || padding == null
    ? [
        [1, 1],
        [1, 1],
      ]
    : padding;
}

const single = (axis: LayerConfig['axis']): number | undefined =>
  (typeof axis === 'object' ? axis?.[0] : axis) ?? undefined;
