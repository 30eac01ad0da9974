import type { GraphModel, GraphNode } from '../../schema/graph-model.ts';

/** Numbers with their shape, pictures as NHWC. */
interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/**
 * Evaluates a TensorFlow.js graph by the book: in its own layout, one multiplication after the other, in double precision.
 * It shares nothing with the importer, so that the two can be compared.
 */
export function evaluate(model: GraphModel, weightBytes: Uint8Array, input: Tensor): Float64Array {
  const values = new Map<string, Tensor>(readWeights(model, weightBytes));
  for (let open = model.modelTopology.node; open.length > 0; ) {
    const ready = open.filter(({ input }) => names(input).every((name) => values.has(name)));
    if (ready.length === 0) throw new Error('the graph has a cycle');
    for (const node of ready) {
      const inputs = names(node.input).map((name) => values.get(name) as Tensor);
      if (!values.has(node.name))
        values.set(node.name, node.op === 'Placeholder' ? input : apply(node, inputs));
    }
    open = open.filter((node) => !ready.includes(node));
  }
  return (values.get('Identity') as Tensor).data;
}

const names = (inputs: readonly string[]) => inputs.filter((name) => !name.startsWith('^'));

function* readWeights(model: GraphModel, bytes: Uint8Array): Iterable<[string, Tensor]> {
  let offset = 0;
  for (const { name, shape, quantization } of model.weightsManifest.flatMap(({ weights }) => weights)) {
    if (quantization?.dtype !== 'uint8') throw new Error(`${name} is not in bytes`);
    const { scale, min } = quantization;
    const size = shape.reduce((a, b) => a * b, 1);
    yield [
      name,
      { shape, data: Float64Array.from(bytes.subarray(offset, offset + size), (q) => q * scale + min) },
    ];
    offset += size;
  }
}

function apply({ op, attr, name }: GraphNode, [a, b, c]: Tensor[]): Tensor {
  if (!a) throw new Error(`${name} has no input`);
  const strides = attr.strides?.list?.i ?? [];
  const window = { stride: strides[1] ?? 1, same: attr.padding?.s === 'SAME' };
  const fused = attr.fused_ops?.list?.s ?? [];
  const relu6 = (tensor: Tensor) =>
    fused.includes('Relu6') ? map(tensor, (x) => Math.min(Math.max(x, 0), 6)) : tensor;
  if (op === 'Identity') return a;
  if (op === 'Squeeze')
    return { shape: a.shape.filter((size) => size !== 1 || a.shape.length < 3), data: a.data };
  if (op === 'Softmax') return softmax(a);
  if (op === 'AvgPool') return meanOfAll(a);
  if (!b) throw new Error(`${name} has one input`);
  if (op === 'Mul') return map(b, (x) => x * (a.data[0] as number));
  if (op === 'Sub') return map(a, (x) => x - (b.data[0] as number));
  if (op === 'AddV2') return { shape: a.shape, data: a.data.map((x, i) => x + (b.data[i] as number)) };
  if (!c) throw new Error(`${name} has two inputs`);
  if (op === '_FusedMatMul') return product(a, b, c);
  if (op === '_FusedConv2D') return relu6(convolve(a, b, c, window, false));
  if (op === 'FusedDepthwiseConv2dNative') return relu6(convolve(a, b, c, window, true));
  throw new Error(`${name} is a ${op}`);
}

const map = ({ shape, data }: Tensor, change: (x: number) => number): Tensor => ({
  shape,
  data: data.map(change),
});

function softmax({ shape, data }: Tensor): Tensor {
  const powers = data.map(Math.exp);
  const sum = powers.reduce((a, b) => a + b);
  return { shape, data: powers.map((power) => power / sum) };
}

function meanOfAll({ shape: [, height = 0, width = 0, channels = 0], data }: Tensor): Tensor {
  const sums = new Float64Array(channels);
  data.forEach((x, i) => {
    sums[i % channels] = (sums[i % channels] as number) + x / (height * width);
  });
  return { shape: [1, 1, 1, channels], data: sums };
}

function product(a: Tensor, { shape: [rows = 0, columns = 0], data }: Tensor, bias: Tensor): Tensor {
  const result = bias.data.slice();
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      result[j] = (result[j] as number) + (a.data[i] as number) * (data[i * columns + j] as number);
  return { shape: [1, columns], data: result };
}

/** Kernels are height, width, in, out; of depthwise convolutions height, width, channel, 1. */
function convolve(
  { shape: [, height = 0, width = 0, channels = 0], data }: Tensor,
  { shape: [kernelHeight = 0, kernelWidth = 0, , outputs = 0], data: kernel }: Tensor,
  { data: bias }: Tensor,
  { stride, same }: { stride: number; same: boolean },
  depthwise: boolean,
): Tensor {
  const out = (size: number, k: number) =>
    same ? Math.ceil(size / stride) : Math.floor((size - k) / stride) + 1;
  const [outHeight, outWidth] = [out(height, kernelHeight), out(width, kernelWidth)];
  // TensorFlow's SAME: what is left over of the padding goes below and to the right.
  const before = (size: number, outSize: number, k: number) =>
    same ? Math.floor(Math.max((outSize - 1) * stride + k - size, 0) / 2) : 0;
  const [top, left] = [before(height, outHeight, kernelHeight), before(width, outWidth, kernelWidth)];
  const depth = depthwise ? channels : outputs;
  const result = new Float64Array(outHeight * outWidth * depth);
  for (let pixel = 0; pixel < outHeight * outWidth; pixel++) {
    const y = Math.floor(pixel / outWidth) * stride - top;
    const x = (pixel % outWidth) * stride - left;
    const sums = result.subarray(pixel * depth, (pixel + 1) * depth);
    sums.set(bias);
    for (let ky = Math.max(0, -y); ky < Math.min(kernelHeight, height - y); ky++) {
      for (let kx = Math.max(0, -x); kx < Math.min(kernelWidth, width - x); kx++) {
        const from = ((y + ky) * width + x + kx) * channels;
        const tap = (ky * kernelWidth + kx) * channels;
        for (let i = 0; i < channels; i++) {
          const value = data[from + i] as number;
          if (depthwise) sums[i] = (sums[i] as number) + value * (kernel[tap + i] as number);
          else
            for (let o = 0; o < outputs; o++)
              sums[o] = (sums[o] as number) + value * (kernel[(tap + i) * outputs + o] as number);
        }
      }
    }
  }
  return { shape: [1, outHeight, outWidth, depth], data: result };
}
