import { openKernels } from './kernels.ts';
import { type Taps, weightBits } from './taps.ts';

const half = 2 ** (weightBits - 1);
const pageBytes = 65_536;
/** Of a vector. */
const block = 16;

// One memory for all pictures of a process, which looks at one at a time. It stays as large as the largest crop needs it.
const memory = new WebAssembly.Memory({ initial: 1 });
const kernels = openKernels(memory);

/**
 * Resamples 8-bit RGB, first across, then down, rounding to 8 bits in between as Pillow does. `rgb` holds the source
 * columns that the taps need, from the first row they need on. Rows are added up as they come, so that memory grows with
 * the crop and not with the picture.
 */
export function resample(rgb: Uint8Array, x: Taps, y: Taps): Uint8ClampedArray {
  const [width, height] = [x.starts.length, y.starts.length];
  const lineBytes = blocksOf(width * 4) * block;
  const rowBytes = x.length * 3;
  // One after the other; the byte beyond the row that is read is in the next one.
  const row = 0;
  const starts = row + blocksOf(rowBytes + 1) * block;
  const counts = starts + x.starts.byteLength;
  const weights = counts + x.counts.byteLength;
  const line = blocksOf(weights + x.weights.byteLength) * block;
  const sums = line + lineBytes;
  const pixels = sums + height * lineBytes * 4;
  const needed = pixels + height * lineBytes - memory.buffer.byteLength;
  if (needed > 0) memory.grow(Math.ceil(needed / pageBytes));
  const bytes = new Uint8Array(memory.buffer);
  const integers = new Int32Array(memory.buffer);
  integers.set(x.starts, starts / 4);
  integers.set(x.counts, counts / 4);
  integers.set(x.weights, weights / 4);
  integers.fill(half, sums / 4, pixels / 4);

  let top = 0;
  for (let at = 0; at < y.length; at++) {
    bytes.set(rgb.subarray(at * rowBytes, (at + 1) * rowBytes), row);
    kernels.across(row, starts, counts, weights, x.stride * 4, width, line);
    // Every index is in range by construction, hence the casts.
    while (top < height && (y.starts[top] as number) + (y.counts[top] as number) <= at) top++;
    for (let i = top; i < height && (y.starts[i] as number) <= at; i++) {
      const weight = y.weights[i * y.stride + at - (y.starts[i] as number)] as number;
      kernels.add(line, sums + i * lineBytes * 4, weight, lineBytes / block);
    }
  }
  kernels.round(sums, pixels, (height * lineBytes) / block);
  return withoutFourth(bytes, { pixels, lineBytes, width, height });
}

const blocksOf = (bytes: number): number => Math.ceil(bytes / block);

interface Drawn {
  /** Where the first row begins, and the bytes from one to the next. */
  readonly pixels: number;
  readonly lineBytes: number;
  readonly width: number;
  readonly height: number;
}

function withoutFourth(bytes: Uint8Array, { pixels, lineBytes, width, height }: Drawn): Uint8ClampedArray {
  const rgb = new Uint8ClampedArray(width * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const from = pixels + y * lineBytes;
    for (let x = 0; x < width; x++) {
      rgb[to++] = bytes[from + x * 4] as number;
      rgb[to++] = bytes[from + x * 4 + 1] as number;
      rgb[to++] = bytes[from + x * 4 + 2] as number;
    }
  }
  return rgb;
}
