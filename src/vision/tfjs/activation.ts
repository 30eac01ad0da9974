import type { GraphBuilder } from './graph-builder.ts';
import { axisOf, type Computed, computed, missing } from './value.ts';

/** An activation by the name that TensorFlow and Keras have for it. Throws on one that is not known. */
export function activated(build: GraphBuilder, value: Computed, name: string): Computed {
  const { name: from, rank } = value;
  const act = activations[name.toLowerCase().replace(/[^a-z0-9]/g, '')];
  if (!act) return missing(`an activation other than ${name}`);
  return computed(act(build, from, rank), rank);
}

type Activation = (build: GraphBuilder, from: string, rank: number) => string;

const clipped: (low: number, high: number) => Activation = (low, high) => (build, from) =>
  build.node('Clip', [from, build.scalar(low), build.scalar(high)]);

const plain: (op: string) => Activation = (op) => (build, from) => build.node(op, [from]);

const swish: Activation = (build, from) => build.node('Mul', [from, build.node('Sigmoid', [from])]);

const activations: Readonly<Record<string, Activation>> = {
  linear: (_, from) => from,
  relu: plain('Relu'),
  relu6: clipped(0, 6),
  sigmoid: plain('Sigmoid'),
  tanh: plain('Tanh'),
  elu: plain('Elu'),
  softplus: plain('Softplus'),
  softsign: plain('Softsign'),
  swish,
  silu: swish,
  hardsigmoid: (build, from, rank) => {
    const scaled = build.node('Mul', [from, build.scalar(0.2)]);
    return clipped(0, 1)(build, build.node('Add', [scaled, build.scalar(0.5)]), rank);
  },
  softmax: (build, from, rank) => build.node('Softmax', [from], { axis: axisOf(-1, rank) }),
};
