import type { WeightEntry } from '../../../schema/graph-model.ts';
import type { ElementType } from '../onnx/model.ts';

/** A constant of a model in TensorFlow's order. Quantized ones are `stored * scale + min`. */
export interface Weight {
  readonly shape: readonly number[];
  /** `int32`: sizes and axes, which never become part of the ONNX model as they are. */
  readonly type: Extract<ElementType, 'float32' | 'uint8'> | 'int32';
  /** Little endian. */
  readonly data: Uint8Array;
  readonly quantization?: { readonly scale: number; readonly min: number };
}

/** Cuts the shards' bytes into the manifest's weights, by name. Throws when there are too few, or of a kind that is not known. */
export function readWeights(manifest: readonly WeightEntry[], bytes: Uint8Array): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  let offset = 0;
  for (const entry of manifest) {
    if (weights.has(entry.name)) throw new Error(`two weights are called ${entry.name}`);
    const stored = entry.quantization?.dtype ?? entry.dtype;
    const size = storedBytes[stored];
    if (size === undefined || (entry.quantization && entry.dtype !== 'float32'))
      throw new Error(`the weight ${entry.name} is ${stored}, which cannot be imported`);
    const length = sizeOf(entry.shape) * size;
    if (offset + length > bytes.length) throw new Error(`the weights end in the middle of ${entry.name}`);
    weights.set(entry.name, weightOf(entry, new Uint8Array(bytes.subarray(offset, offset + length))));
    offset += length;
  }
  return weights;
}

const storedBytes: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  float16: 2,
  uint16: 2,
  uint8: 1,
};

function weightOf({ shape, dtype, quantization }: WeightEntry, data: Uint8Array<ArrayBuffer>): Weight {
  switch (quantization?.dtype) {
    case 'uint8':
      return { shape, type: 'uint8', data, quantization };
    case 'uint16': {
      const { scale, min } = quantization;
      return floats(
        shape,
        Float32Array.from(new Uint16Array(data.buffer), (value) => value * scale + min),
      );
    }
    case 'float16':
      return floats(shape, Float32Array.from(new Float16Array(data.buffer)));
    case undefined:
      return { shape, type: dtype === 'int32' ? 'int32' : 'float32', data };
  }
}

/** A weight of these numbers. */
export const floats = (shape: readonly number[], numbers: Float32Array): Weight => ({
  shape,
  type: 'float32',
  data: new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
});

/** The numbers of a weight. */
export function numbersOf({ type, data, quantization }: Weight): Float64Array {
  const at = new Uint8Array(data).buffer;
  if (type === 'int32') return Float64Array.from(new Int32Array(at));
  if (type === 'float32') return Float64Array.from(new Float32Array(at));
  const { scale = 1, min = 0 } = quantization ?? {};
  return Float64Array.from(data, (value) => value * scale + min);
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

const itemBytes = { float32: 4, int32: 4, uint8: 1 } as const;

/** The same numbers with the axes in another order: axis i of the result is axis order[i] of the weight. */
export function permuted({ shape, type, data, ...rest }: Weight, order: readonly number[]): Weight {
  const size = itemBytes[type];
  const steps = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)) * size);
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
