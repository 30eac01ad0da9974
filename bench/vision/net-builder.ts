import type { OnnxGraph } from '../../src/vision/onnx/model.ts';
import { createGraphBuilder } from '../../src/vision/tfjs/graph-builder.ts';
import { dice } from '../../test/support/made-pictures.ts';

/** A picture's feature maps inside a net: the name of the value, and how many maps. */
export interface Maps {
  readonly name: string;
  readonly channels: number;
}

interface ConvolutionOptions {
  readonly channels: number;
  /** Edge of the kernel. */
  readonly kernel: number;
  readonly stride?: number;
  /** Each map by itself. */
  readonly depthwise?: boolean;
  /** Factor of the weights: a branch that is added to another should be smaller than it. */
  readonly gain?: number;
}

/** Builds image nets with seeded random weights, as large as trained ones and as quick. */
export interface NetBuilder {
  readonly pixels: Maps;
  convolution(from: Maps, options: ConvolutionOptions): Maps;
  relu(from: Maps, limit?: number): Maps;
  maxPool(from: Maps): Maps;
  add(one: Maps, other: Maps): Maps;
  /** Averages the maps, and gives one number a class. */
  finish(from: Maps, classes: number): OnnxGraph;
}

export function createNetBuilder(edge: number, seed: number): NetBuilder {
  const build = createGraphBuilder();
  const roll = dice(seed);
  const resolution = 65_536;
  /** As large as He's initialisation makes them, so that numbers neither grow nor vanish on their way. */
  const random = (shape: readonly number[], inputs: number, gain = 1) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const scale = gain * Math.sqrt(6 / inputs);
    const numbers = Float32Array.from(
      { length: size },
      () => (roll(resolution) / resolution - 0.5) * 2 * scale,
    );
    return build.weight({ shape, type: 'float32', data: new Uint8Array(numbers.buffer) });
  };
  return {
    pixels: { name: build.input([1, 3, edge, edge]), channels: 3 },
    convolution(from, { channels, kernel, stride = 1, depthwise = false, gain }) {
      const group = depthwise ? channels : 1;
      const each = from.channels / group;
      const weight = random([channels, each, kernel, kernel], each * kernel * kernel, gain);
      const bias = random([channels], 1000);
      const pad = (kernel - 1) / 2;
      const name = build.node('Conv', [from.name, weight, bias], {
        group,
        kernel_shape: [kernel, kernel],
        strides: [stride, stride],
        pads: [pad, pad, pad, pad],
      });
      return { name, channels };
    },
    relu({ name, channels }, limit) {
      const clipped = () => build.node('Clip', [name, build.scalar(0), build.scalar(limit ?? 0)]);
      return { name: limit === undefined ? build.node('Relu', [name]) : clipped(), channels };
    },
    maxPool: ({ name, channels }) => ({
      name: build.node('MaxPool', [name], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }),
      channels,
    }),
    add: (one, other) => ({ name: build.node('Add', [one.name, other.name]), channels: one.channels }),
    finish({ name, channels }, classes) {
      const averages = build.node('Flatten', [build.node('GlobalAveragePool', [name])]);
      const weight = random([classes, channels], channels);
      const bias = random([classes], 1000);
      const scores = build.node('Gemm', [averages, weight, bias], { transB: 1 });
      const graph = build.finish(scores);
      const last = { op: 'Identity', inputs: [scores], output: 'logits', attributes: {} };
      return { ...graph, nodes: [...graph.nodes, last], output: last.output };
    },
  };
}
