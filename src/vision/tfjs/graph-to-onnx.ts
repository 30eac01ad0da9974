import type { GraphModel } from '../../../schema/graph-model.ts';
import type { OnnxGraph } from '../onnx/model.ts';
import type { Size } from '../pixels/crop-plan.ts';
import { createGraphBuilder } from './graph-builder.ts';
import { operations } from './operations.ts';
import type { Value } from './value.ts';
import { readWeights } from './weights.ts';

/**
 * Converts a TensorFlow.js graph model (NHWC) to an ONNX graph (NCHW) that takes one picture. `shards` are its weight files in
 * order, joined; `size` is that of the picture, where the model takes any. Throws with the node's name and operation when there is
 * one that it does not know.
 */
export function graphToOnnx(model: GraphModel, shards: Uint8Array, size: Size): OnnxGraph {
  const weights = readWeights(
    model.weightsManifest.flatMap((group) => group.weights),
    shards,
  );
  const nodes = new Map(model.modelTopology.node.map((node) => [node.name, node]));
  const build = createGraphBuilder();
  const values = new Map<string, Value>();
  const open = new Set<string>();

  const valueNamed = (name: string): Value => {
    const known = values.get(name);
    if (known) return known;
    if (open.has(name)) throw new Error(`${name} leads to itself`);
    open.add(name);
    const value = convert(name);
    values.set(name, value);
    return value;
  };
  const convert = (name: string): Value => {
    const weight = weights.get(name);
    if (weight) return { kind: 'constant', weight };
    const node = nodes.get(name);
    const operation = node && Object.hasOwn(operations, node.op) ? operations[node.op] : undefined;
    if (!node || !operation) throw new Error(`the operation ${node?.op} of ${name} cannot be imported`);
    return operation({ node, build, size, inputs: inputsOf(node.input).map(valueNamed) });
  };

  const output = valueNamed(outputOf(model));
  if (output.kind === 'constant') throw new Error('the model computes nothing');
  return build.finish(output.name);
}

/** The one node that no other uses. */
function outputOf({ modelTopology: { node: nodes } }: GraphModel): string {
  const used = new Set(nodes.flatMap((node) => inputsOf(node.input)));
  const [output, ...others] = nodes.filter(({ name }) => !used.has(name));
  if (!output || others.length > 0)
    throw new Error(`the model has ${others.length + (output ? 1 : 0)} outputs`);
  return output.name;
}

/** Names of values: without control edges (^name) and output numbers (name:0). */
const inputsOf = (inputs: readonly string[]): string[] =>
  inputs.filter((input) => !input.startsWith('^')).map((input) => input.replace(/:0$/, ''));
