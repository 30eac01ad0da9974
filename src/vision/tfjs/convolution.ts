import type { GraphBuilder } from './graph-builder.ts';
import { type Computed, computed } from './value.ts';
import { permuted, type Weight } from './weights.ts';

/** TensorFlow's kernel of height, width, in and out; of a depthwise one height, width, in and how many of each. */
export interface Convolution {
  readonly from: Computed;
  readonly kernel: Weight;
  readonly depthwise: boolean;
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: 'SAME' | 'VALID';
  /** The name of its value. */
  readonly bias?: string | undefined;
}

export function convolution(
  build: GraphBuilder,
  { from, kernel, depthwise, ...rest }: Convolution,
): Computed {
  const [, , channels = 1, each = 1] = kernel.shape;
  const weight = permuted(kernel, depthwise ? [2, 3, 0, 1] : [3, 2, 0, 1]);
  const [, , ...edges] = weight.shape;
  const stored = build.weight(depthwise ? { ...weight, shape: [channels * each, 1, ...edges] } : weight);
  const name = build.node('Conv', [from.name, stored, ...(rest.bias === undefined ? [] : [rest.bias])], {
    group: depthwise ? channels : 1,
    strides: rest.strides,
    dilations: rest.dilations,
    ...padded(rest, edges),
  });
  return computed(name, 4);
}

/** onnxruntime does not pad by itself where a kernel is dilated; TensorFlow has strides of 1 there. */
function padded(
  { padding, dilations }: Pick<Convolution, 'padding' | 'dilations'>,
  edges: readonly number[],
) {
  if (padding === 'VALID' || dilations.every((dilation) => dilation === 1))
    return { auto_pad: autoPad[padding] };
  const all = edges.map((edge, at) => (edge - 1) * (dilations[at] ?? 1));
  const before = all.map((pad) => Math.floor(pad / 2));
  return { pads: [...before, ...all.map((pad, at) => pad - (before[at] ?? 0))] };
}

/** TensorFlow puts the odd pixel of padding behind. */
export const autoPad = { SAME: 'SAME_UPPER', VALID: 'VALID' } as const;

export interface Normalisation {
  readonly gamma?: Float64Array | undefined;
  readonly beta?: Float64Array | undefined;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly epsilon: number;
}

/** A batch norm as one product and one sum: onnxruntime makes them part of the convolution before. */
export function normalised(
  build: GraphBuilder,
  { name, rank }: Computed,
  { gamma, beta, mean, variance, epsilon }: Normalisation,
): Computed {
  const scale = Float32Array.from(variance, (value, at) => (gamma?.[at] ?? 1) / Math.sqrt(value + epsilon));
  const shift = Float32Array.from(mean, (value, at) => (beta?.[at] ?? 0) - value * (scale[at] ?? 0));
  const dims = rank === 4 ? [mean.length, 1, 1] : [mean.length];
  const scaled = build.node('Mul', [name, build.floats(dims, scale)]);
  return computed(build.node('Add', [scaled, build.floats(dims, shift)]), rank);
}
