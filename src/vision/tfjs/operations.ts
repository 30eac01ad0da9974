import type { GraphNode } from '../../../schema/graph-model.ts';
import type { Size } from '../pixels/crop-plan.ts';
import { activated } from './activation.ts';
import { autoPad, convolution, normalised } from './convolution.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { axisOf, type Computed, computed, missing, reshaped, type Value } from './value.ts';
import { numbersOf, permuted, type Weight } from './weights.ts';

/** One node and its inputs, which have been converted before it. */
interface Step {
  readonly node: GraphNode;
  readonly inputs: readonly Value[];
  readonly build: GraphBuilder;
  /** Of the picture, where the model takes any. */
  readonly size: Size;
}

type Operation = (step: Step) => Value;

/** How each TensorFlow operation is said in ONNX. */
export const operations: Readonly<Record<string, Operation>> = {
  Placeholder: ({ node, build, size }) => {
    const [, height = -1, width = -1, channels = 3] =
      node.attr.shape?.shape?.dim?.map((dimension) => dimension.size) ?? [];
    const edges = [height < 0 ? size.height : height, width < 0 ? size.width : width];
    if (channels !== 3) missing('pictures of three channels');
    return computed(build.input([1, 3, ...edges]), 4);
  },
  Identity: ({ inputs }) => inputs[0] ?? missing('an input'),
  Mul: elementwise('Mul'),
  Sub: elementwise('Sub'),
  Add: elementwise('Add'),
  AddV2: elementwise('Add'),
  RealDiv: elementwise('Div'),
  Maximum: elementwise('Max'),
  Minimum: elementwise('Min'),
  BiasAdd: (step) => {
    const bias = numbersOf(constant(step, 1));
    const dims = rank(step, 0) === 4 ? [bias.length, 1, 1] : [bias.length];
    const sum = step.build.node('Add', [named(step, 0), step.build.floats(dims, Float32Array.from(bias))]);
    return computed(sum, rank(step, 0));
  },
  Relu: activation('relu'),
  Relu6: activation('relu6'),
  Sigmoid: activation('sigmoid'),
  Tanh: activation('tanh'),
  Elu: activation('elu'),
  Softmax: activation('softmax'),
  Conv2D: (step) => convolved(step, false),
  DepthwiseConv2dNative: (step) => convolved(step, true),
  _FusedConv2D: (step) => fused(step, convolved(step, false, named(step, 2))),
  FusedDepthwiseConv2dNative: (step) => fused(step, convolved(step, true, named(step, 2))),
  FusedBatchNormV3: (step) => {
    const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((at) => numbersOf(constant(step, at)));
    if (!mean || !variance) return missing('a batch norm of constants');
    const epsilon = step.node.attr.epsilon?.f ?? 0.0001;
    return normalised(step.build, value(step, 0), { gamma, beta, mean, variance, epsilon });
  },
  AvgPool: pool('AveragePool'),
  MaxPool: pool('MaxPool'),
  Mean: (step) => {
    const axes = [...numbersOf(constant(step, 1))].map((axis) => axisOf(axis, rank(step, 0)));
    const keep = step.node.attr.keep_dims?.b === true;
    if (rank(step, 0) === 4 && !keep && axes.toSorted().join() !== '2,3')
      missing('a mean over height and width');
    const name = step.build.node('ReduceMean', [named(step, 0)], { axes, keepdims: keep ? 1 : 0 });
    return computed(name, keep ? rank(step, 0) : rank(step, 0) - axes.length);
  },
  Pad: padded,
  PadV2: padded,
  ConcatV2: (step) => {
    const values = step.inputs.slice(0, -1).map((_, at) => named(step, at));
    const [axis = 0] = numbersOf(constant(step, values.length));
    return computed(step.build.node('Concat', values, { axis: axisOf(axis, rank(step, 0)) }), rank(step, 0));
  },
  Reshape: (step) => {
    const [, ...shape] = numbersOf(constant(step, 1));
    return reshaped(step.build, value(step, 0), [1, ...shape]);
  },
  Squeeze: (step) => {
    const axes = step.node.attr.squeeze_dims?.list?.i ?? missing('squeeze_dims');
    const before = rank(step, 0);
    // With one of them left the rest would be in another order than TensorFlow's.
    if (before === 4 && axes.toSorted().join() !== '1,2') missing('a Squeeze of height and width');
    const here = axes.map((axis) => axisOf(axis, before));
    return computed(
      step.build.node('Squeeze', [named(step, 0), step.build.axes(here)]),
      before - axes.length,
    );
  },
  MatMul: product,
  _FusedMatMul: (step) => {
    const sum = step.build.node('Add', [product(step).name, named(step, 2)]);
    return fused(step, computed(sum, 2));
  },
};

function elementwise(op: string): Operation {
  return (step) => {
    const highest = Math.max(...step.inputs.map((_, index) => rank(step, index)));
    const [a, b] = [0, 1].map((index) => operand(step, index, highest));
    return computed(step.build.node(op, [a ?? '', b ?? '']), highest);
  };
}

/** As many axes as the result has, or none; what belongs to a picture's channels stands for its height and width too. */
function operand(step: Step, index: number, highest: number): string {
  const input = step.inputs[index] ?? missing(`input ${index}`);
  const own = rank(step, index);
  if (input.kind === 'constant' && highest === 4) {
    const { weight } = input;
    if (own === 4) return step.build.weight(permuted(weight, [0, 3, 1, 2]));
    if (own === 1) return step.build.weight(weight, [...weight.shape, 1, 1]);
  }
  if (own !== highest && own !== 0) missing('operands of one shape');
  return named(step, index);
}

function activation(name: string): Operation {
  return (step) => activated(step.build, value(step, 0), name);
}

function convolved(step: Step, depthwise: boolean, bias?: string): Computed {
  return convolution(step.build, {
    from: value(step, 0),
    kernel: constant(step, 1),
    depthwise,
    bias,
    strides: spatial(step.node, 'strides'),
    dilations: spatial(step.node, 'dilations', [1, 1]),
    padding: padding(step.node),
  });
}

function pool(op: string): Operation {
  return (step) => {
    const name = step.build.node(op, [named(step, 0)], {
      kernel_shape: spatial(step.node, 'ksize'),
      strides: spatial(step.node, 'strides'),
      auto_pad: autoPad[padding(step.node)],
    });
    return computed(name, 4);
  };
}

function padded(step: Step): Value {
  const edges = [...numbersOf(constant(step, 1))];
  const [top = 0, bottom = 0, left = 0, right = 0] = edges.slice(2, 6);
  if (rank(step, 0) !== 4 || edges.length !== 8) missing('padding of pictures');
  const fill = step.inputs.length > 2 ? (numbersOf(constant(step, 2))[0] ?? 0) : 0;
  const pads = step.build.axes([0, 0, top, left, 0, 0, bottom, right]);
  return computed(step.build.node('Pad', [named(step, 0), pads, step.build.scalar(fill)]), 4);
}

function product(step: Step): Computed {
  const { transpose_a, transpose_b } = step.node.attr;
  if (transpose_a?.b || transpose_b?.b || rank(step, 0) !== 2) missing('a MatMul that is not transposed');
  return computed(step.build.node('MatMul', [named(step, 0), named(step, 1)]), 2);
}

/** What TensorFlow fused behind a convolution or product: its bias, which is in already, and an activation. */
function fused({ node, build }: Step, result: Computed): Computed {
  const [bias, name = 'linear', ...others] = node.attr.fused_ops?.list?.s ?? [];
  if (bias !== 'BiasAdd' || others.length > 0) missing('a bias');
  return activated(build, result, name);
}

function spatial(node: GraphNode, attribute: string, otherwise?: readonly number[]): readonly number[] {
  if ((node.attr.data_format?.s ?? 'NHWC') !== 'NHWC') missing('the data format NHWC');
  return node.attr[attribute]?.list?.i?.slice(1, 3) ?? otherwise ?? missing(attribute);
}

function padding(node: GraphNode): 'SAME' | 'VALID' {
  const kind = node.attr.padding?.s;
  return kind === 'SAME' || kind === 'VALID' ? kind : missing('padding SAME or VALID');
}

function value({ inputs }: Step, index: number): Computed {
  const input = inputs[index] ?? missing(`input ${index}`);
  return input.kind === 'computed' ? input : missing('something to compute');
}

function named({ inputs, build }: Step, index: number): string {
  const input = inputs[index] ?? missing(`input ${index}`);
  return input.kind === 'computed' ? input.name : build.weight(input.weight);
}

function rank({ inputs }: Step, index: number): number {
  const input = inputs[index] ?? missing(`input ${index}`);
  return input.kind === 'computed' ? input.rank : input.weight.shape.length;
}

function constant({ inputs }: Step, index: number): Weight {
  const input = inputs[index];
  return input?.kind === 'constant' ? input.weight : missing('constant weights');
}
