import { bytes, message } from './protobuf.ts';
import { fieldsOf } from './read-protobuf.ts';

/** What shows a model's features as one output more. */
interface ShownFeatures {
  /** Goes behind the model's bytes: messages of protocol buffers that follow each other are merged. */
  readonly addition: Uint8Array;
  /** The name of that output. */
  readonly features: string;
}

/** Of a model's outputs the one that holds its scores. */
export const outputOf = (names: readonly string[]): string | undefined =>
  names.includes('logits') ? 'logits' : names[0];

/** Of a model's file: its features are what goes into the last product before the scores. Undefined where there is none, or it is no model. */
export function showingFeatures(model: Uint8Array): ShownFeatures | undefined {
  const graph = readGraph(model);
  const output = graph && outputOf(graph.outputs);
  const features = output === undefined ? undefined : featuresBefore(output, graph?.nodes ?? new Map());
  if (features === undefined || graph?.outputs.includes(features)) return undefined;
  return { addition: message(7, [message(12, [bytes(1, features)])]), features };
}

interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
}

/** By the name of what each computes. */
type Nodes = ReadonlyMap<string, Node>;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What stands between the last product and the scores, and changes nothing of what a picture is like. */
const passedOver = words(
  'Identity Softmax LogSoftmax Sigmoid Flatten Reshape Squeeze Unsqueeze Cast Add Mul Clip QLinearAdd QuantizeLinear DequantizeLinear QLinearSigmoid QLinearSoftmax',
);
/** A product with weights: what goes in is what the model has seen, before it names it. */
const products = words(
  'Gemm MatMul FusedGemm FusedMatMul QGemm QLinearMatMul MatMulInteger Conv QLinearConv',
);
/** What makes bytes of numbers: the numbers are wanted. */
const quantizing = words('QuantizeLinear DynamicQuantizeLinear');
const longestWay = 20;

function featuresBefore(output: string, nodes: Nodes): string | undefined {
  // Of two inputs the one that is computed: the other is a weight.
  const from = (name: string) => nodes.get(name)?.inputs.find((input) => nodes.has(input));
  const op = (name: string) => nodes.get(name)?.op ?? '';
  let at: string | undefined = output;
  for (let steps = 0; at !== undefined && passedOver.has(op(at)) && steps < longestWay; steps++)
    at = from(at);
  if (at === undefined || !products.has(op(at))) return undefined;
  let found = from(at);
  while (found !== undefined && quantizing.has(op(found))) found = from(found);
  return found;
}

/** Field numbers are those of onnx.proto. */
function readGraph(
  model: Uint8Array,
): { readonly nodes: Nodes; readonly outputs: readonly string[] } | undefined {
  const nodes = new Map<string, Node>();
  const outputs: string[] = [];
  try {
    for (const graph of partsOf(model, 7)) {
      for (const node of partsOf(graph, 1)) {
        const [op = ''] = textsOf(node, 4);
        for (const name of textsOf(node, 2)) nodes.set(name, { op, inputs: textsOf(node, 1) });
      }
      outputs.push(...partsOf(graph, 12).flatMap((value) => textsOf(value, 1)));
    }
  } catch {
    // onnxruntime says better what is wrong with it.
    return undefined;
  }
  return { nodes, outputs };
}

const partsOf = (from: Uint8Array, number: number): Uint8Array[] =>
  [...fieldsOf(from)].flatMap((field) => (field.number === number && field.bytes ? [field.bytes] : []));

const textsOf = (from: Uint8Array, number: number): string[] =>
  partsOf(from, number).map((part) => Buffer.from(part).toString());
