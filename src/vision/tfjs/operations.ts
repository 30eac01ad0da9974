import type { GraphNode } from '../../../schema/graph-model.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { permuted, type Weight } from './weights.ts';

/** What a node of the TensorFlow graph has become. Values of four axes are pictures: NHWC there, NCHW here. */
export type Value =
  | { readonly kind: 'computed'; readonly name: string; readonly rank: number }
  | { readonly kind: 'constant'; readonly weight: Weight };

type Computed = Extract<Value, { kind: 'computed' }>;

/** One node and its inputs, which have been converted before it. */
export interface Step {
  readonly node: GraphNode;
  readonly inputs: readonly Value[];
  readonly build: GraphBuilder;
}

/** How each TensorFlow operation is said in ONNX. */
export const operations: Readonly<Record<string, (step: Step) => Value>> = {
  Placeholder: ({ node, build }) => {
    const [, height = 0, width = 0, channels = 0] =
      node.attr.shape?.shape?.dim?.map(({ size }) => size) ?? [];
    return computed(build.input([1, channels, height, width]), 4);
  },
  Identity: ({ inputs }) => inputs[0] ?? missing('an input'),
  Mul: elementwise('Mul'),
  Sub: elementwise('Sub'),
  AddV2: elementwise('Add'),
  _FusedConv2D: (step) => convolution(step, permuted(constant(step, 1), [3, 2, 0, 1]), 1),
  FusedDepthwiseConv2dNative: (step) => {
    const [, , channels = 1] = constant(step, 1).shape;
    const weight = permuted(constant(step, 1), [2, 3, 0, 1]);
    const [, each = 1, ...kernel] = weight.shape;
    return convolution(step, { ...weight, shape: [channels * each, 1, ...kernel] }, channels);
  },
  AvgPool: (step) =>
    computed(
      step.build.node('AveragePool', [named(step, 0)], {
        kernel_shape: spatial(step.node, 'ksize'),
        strides: spatial(step.node, 'strides'),
        auto_pad: padding(step.node),
      }),
      4,
    ),
  Squeeze: (step) => {
    const axes = step.node.attr.squeeze_dims?.list?.i ?? missing('squeeze_dims');
    const before = rank(step, 0);
    const here = before === 4 ? axes.map((axis) => pictureAxes[axis] ?? axis) : axes;
    return computed(
      step.build.node('Squeeze', [named(step, 0), step.build.axes(here)]),
      before - axes.length,
    );
  },
  _FusedMatMul: (step) => {
    if (step.node.attr.transpose_a?.b || step.node.attr.transpose_b?.b)
      missing('a MatMul that is not transposed');
    const product = step.build.node('MatMul', [named(step, 0), named(step, 1)]);
    return activated(step, step.build.node('Add', [product, named(step, 2)]), 2);
  },
  Softmax: (step) => computed(step.build.node('Softmax', [named(step, 0)], { axis: -1 }), rank(step, 0)),
};

/** Where TensorFlow's axis of a picture is in ONNX. */
const pictureAxes = [0, 2, 3, 1];

function elementwise(op: string): (step: Step) => Value {
  return (step) => {
    const ranks = step.inputs.map((_, index) => rank(step, index));
    const highest = Math.max(...ranks);
    if (ranks.some((each) => each !== highest && each !== 0)) missing('operands of one shape');
    return computed(step.build.node(op, [named(step, 0), named(step, 1)]), highest);
  };
}

function convolution(step: Step, weight: Weight, group: number): Value {
  const kernel = step.build.weight(weight);
  const output = step.build.node('Conv', [named(step, 0), kernel, named(step, 2)], {
    group,
    strides: spatial(step.node, 'strides'),
    dilations: spatial(step.node, 'dilations'),
    auto_pad: padding(step.node),
  });
  return activated(step, output, 4);
}

/** What TensorFlow fused behind a convolution or product: its bias, which is in already, and an activation. */
function activated({ node, build }: Step, name: string, ofRank: number): Value {
  const [bias, activation, ...others] = node.attr.fused_ops?.list?.s ?? [];
  if (bias !== 'BiasAdd' || others.length > 0) missing('a bias');
  if (activation === undefined) return computed(name, ofRank);
  if (activation === 'Relu') return computed(build.node('Relu', [name]), ofRank);
  if (activation === 'Relu6')
    return computed(build.node('Clip', [name, build.scalar(0), build.scalar(6)]), ofRank);
  return missing(`an activation other than ${activation}`);
}

function spatial(node: GraphNode, attribute: string): readonly number[] {
  if ((node.attr.data_format?.s ?? 'NHWC') !== 'NHWC') missing('the data format NHWC');
  return node.attr[attribute]?.list?.i?.slice(1, 3) ?? missing(attribute);
}

function padding(node: GraphNode): string {
  const kind = node.attr.padding?.s;
  if (kind === 'SAME') return 'SAME_UPPER';
  return kind === 'VALID' ? 'VALID' : missing('padding SAME or VALID');
}

const computed = (name: string, ofRank: number): Computed => ({ kind: 'computed', name, rank: ofRank });

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

const missing = (what: string): never => {
  throw new Error(`it needs ${what}`);
};
