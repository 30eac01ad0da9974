import type { GraphBuilder } from './graph-builder.ts';
import type { Weight } from './weights.ts';

/** Something that the ONNX graph computes. Values of four axes are pictures: NHWC in TensorFlow, NCHW here. */
export interface Computed {
  readonly kind: 'computed';
  readonly name: string;
  /** How many axes it has, with the batch. */
  readonly rank: number;
}

/** What a part of the model has become. */
export type Value = Computed | { readonly kind: 'constant'; readonly weight: Weight };

export const computed = (name: string, rank: number): Computed => ({ kind: 'computed', name, rank });

/** Throws what a model would need to be imported. */
export const missing = (what: string): never => {
  throw new Error(`it needs ${what}`);
};

/** Where TensorFlow's axis of a value is in ONNX. */
export function axisOf(axis: number, rank: number): number {
  const counted = axis < 0 ? axis + rank : axis;
  return rank === 4 ? ([0, 2, 3, 1][counted] ?? missing('an axis of a picture')) : counted;
}

/** The same numbers in TensorFlow's order, as they are laid out when a picture becomes a list. */
export const inTensorFlowOrder = (build: GraphBuilder, { name, rank }: Computed): string =>
  rank === 4 ? build.node('Transpose', [name], { perm: [0, 2, 3, 1] }) : name;

/** In a new shape of TensorFlow's, the batch first. */
export function reshaped(build: GraphBuilder, value: Computed, shape: readonly number[]): Computed {
  const flat = build.node('Reshape', [inTensorFlowOrder(build, value), build.axes(shape)]);
  const rank = shape.length;
  return computed(rank === 4 ? build.node('Transpose', [flat], { perm: [0, 3, 1, 2] }) : flat, rank);
}
