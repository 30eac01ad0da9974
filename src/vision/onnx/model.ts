import { bytes, int, message } from './protobuf.ts';

/** The data types that are written, by ONNX's own numbers. */
export const elementTypes = { float32: 1, uint8: 2, int64: 7 } as const;
export type ElementType = keyof typeof elementTypes;

export interface OnnxTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  /** Little endian. */
  readonly data: Uint8Array;
}

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Readonly<Record<string, number | readonly number[] | string>>;
}

/** A graph of one float32 input and one float32 output. */
export interface OnnxGraph {
  readonly input: { readonly name: string; readonly dims: readonly number[] };
  readonly output: string;
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
}

const irVersion = 8;
const operatorSet = 13;

/** The graph as the bytes of an .onnx file. Field numbers are those of onnx.proto. */
export const encodeOnnx = (graph: OnnxGraph): Uint8Array =>
  Buffer.concat([
    int(1, irVersion),
    bytes(2, 'magpie'),
    message(7, [
      ...graph.nodes.map((node) => message(1, nodeFields(node))),
      bytes(2, 'classifier'),
      ...graph.tensors.map((tensor) => message(5, tensorFields(tensor))),
      message(11, valueFields(graph.input.name, graph.input.dims)),
      message(12, valueFields(graph.output)),
    ]),
    message(8, [int(2, operatorSet)]),
  ]);

const nodeFields = ({ op, inputs, output, attributes }: OnnxNode): Uint8Array[] => [
  ...inputs.map((input) => bytes(1, input)),
  bytes(2, output),
  bytes(4, op),
  ...Object.entries(attributes).map(([name, value]) =>
    message(5, [bytes(1, name), ...attributeFields(value)]),
  ),
];

function attributeFields(value: number | readonly number[] | string): Uint8Array[] {
  if (typeof value === 'number') return [int(3, value), int(20, 2)];
  if (typeof value === 'string') return [bytes(4, value), int(20, 3)];
  return [...value.map((item) => int(8, item)), int(20, 7)];
}

const tensorFields = ({ name, type, dims, data }: OnnxTensor): Uint8Array[] => [
  ...dims.map((dim) => int(1, dim)),
  int(2, elementTypes[type]),
  bytes(8, name),
  bytes(9, data),
];

function valueFields(name: string, dims?: readonly number[]): Uint8Array[] {
  const shape = dims
    ? [
        message(
          2,
          dims.map((dim) => message(1, [int(1, dim)])),
        ),
      ]
    : [];
  return [bytes(1, name), message(2, [message(1, [int(1, elementTypes.float32), ...shape])])];
}
