import { elementTypes, type OnnxGraph, type OnnxNode, type OnnxTensor } from '../onnx/model.ts';
import { floats, type Weight } from './weights.ts';

type Attributes = OnnxNode['attributes'];

/** Collects an ONNX graph; each method returns the name of the value that it made. */
export interface GraphBuilder {
  input(dims: readonly number[]): string;
  node(op: string, inputs: readonly string[], attributes?: Attributes): string;
  /** A quantized weight stays in its bytes: onnxruntime computes the numbers once, when it loads the model. */
  weight(weight: Weight, dims?: readonly number[]): string;
  floats(dims: readonly number[], numbers: Float32Array): string;
  scalar(value: number): string;
  axes(axes: readonly number[]): string;
  finish(output: string): OnnxGraph;
}

export function createGraphBuilder(): GraphBuilder {
  const nodes: OnnxNode[] = [];
  const tensors: OnnxTensor[] = [];
  let input: OnnxGraph['input'] | undefined;
  let made = 0;
  const next = (prefix: string) => `${prefix}${made++}`;

  const tensor = (type: OnnxTensor['type'], dims: readonly number[], data: Uint8Array) => {
    const name = next('t');
    tensors.push({ name, type, dims, data });
    return name;
  };
  const builder: GraphBuilder = {
    input(dims) {
      if (input) throw new Error('the model has more than one input');
      input = { name: 'pixel_values', dims };
      return input.name;
    },
    node(op, inputs, attributes = {}) {
      const output = next('v');
      nodes.push({ op, inputs, output, attributes });
      return output;
    },
    weight({ shape, type, data, quantization }, dims = shape) {
      if (type === 'int32') throw new Error('the model computes with whole numbers');
      const stored = tensor(type, dims, data);
      if (!quantization) return stored;
      const numbers = builder.node('Cast', [stored], { to: elementTypes.float32 });
      const scaled = builder.node('Mul', [numbers, builder.scalar(quantization.scale)]);
      return builder.node('Add', [scaled, builder.scalar(quantization.min)]);
    },
    floats: (dims, numbers) => builder.weight(floats(dims, numbers)),
    scalar: (value) => builder.floats([], Float32Array.of(value)),
    axes: (axes) =>
      tensor('int64', [axes.length], new Uint8Array(BigInt64Array.from(axes, (axis) => BigInt(axis)).buffer)),
    finish(output) {
      if (!input) throw new Error('the model has no input');
      return { input, output, nodes, tensors };
    },
  };
  return builder;
}
