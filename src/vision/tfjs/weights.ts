import type { WeightEntry } from '../../../schema/graph-model.ts';
import type { ElementType } from '../onnx/model.ts';

/** A constant of the graph in TensorFlow's order. Quantized ones are `stored * scale + min`. */
export interface Weight {
  readonly shape: readonly number[];
  readonly type: Extract<ElementType, 'float32' | 'uint8'>;
  readonly data: Uint8Array;
  readonly quantization?: { readonly scale: number; readonly min: number };
}

/** Cuts the shards' bytes into the manifest's weights, by name. Throws when there are too few. */
export function readWeights(manifest: readonly WeightEntry[], bytes: Uint8Array): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of manifest) {
    if (dtype !== 'float32' || quantization?.dtype === 'uint16') {
      throw new Error(`the weight ${name} is ${quantization?.dtype ?? dtype}, which cannot be imported`);
    }
    const type = quantization ? 'uint8' : 'float32';
    const length = shape.reduce((a, b) => a * b, 1) * itemBytes[type];
    if (offset + length > bytes.length) throw new Error(`the weights end in the middle of ${name}`);
    const data = bytes.subarray(offset, offset + length);
    weights.set(name, { shape, type, data, ...(quantization && { quantization }) });
    offset += length;
  }
  return weights;
}

const itemBytes = { float32: 4, uint8: 1 } as const;

/** The same numbers with the axes in another order: axis i of the result is axis order[i] of the weight. */
export function permuted({ shape, type, data, ...rest }: Weight, order: readonly number[]): Weight {
  const size = itemBytes[type];
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, size));
  const dims = order.map((axis) => shape[axis] ?? 1);
  const result = new Uint8Array(data.length);
  let to = 0;
  const copy = (axis: number, from: number): void => {
    if (axis === order.length) {
      for (let byte = 0; byte < size; byte++) result[to++] = data[from + byte] ?? 0;
      return;
    }
    const step = steps[order[axis] ?? 0] ?? 0;
    for (let index = 0; index < (dims[axis] ?? 0); index++) copy(axis + 1, from + index * step);
  };
  copy(0, 0);
  return { shape: dims, type, data: result, ...rest };
}
