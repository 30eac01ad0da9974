import { type Taps, weightBits } from './taps.ts';

const half = 2 ** (weightBits - 1);

/**
 * Resamples 8-bit RGB, first across, then down, rounding to 8 bits in between as Pillow does. `rgb` holds the source
 * columns that the taps need, from the first row they need on. Rows are added up as they come, so that memory grows with
 * the crop and not with the picture.
 */
export function resample(rgb: Uint8Array, x: Taps, y: Taps): Uint8ClampedArray {
  const stride = x.starts.length * 3;
  const height = y.starts.length;
  const sums = new Int32Array(height * stride).fill(half);
  const line = new Uint8ClampedArray(stride);
  let top = 0;
  for (let row = 0; row < y.length; row++) {
    across(rgb, row * x.length * 3, x, line);
    while (top < height && at(y.starts, top) + at(y.counts, top) <= row) top++;
    for (let i = top; i < height && at(y.starts, i) <= row; i++) {
      const weight = at(y.weights, i * y.stride + row - at(y.starts, i));
      add(sums, i * stride, line, weight);
    }
  }
  const pixels = new Uint8ClampedArray(sums.length);
  for (let k = 0; k < sums.length; k++) pixels[k] = at(sums, k) >> weightBits;
  return pixels;
}

/** One source row, which begins at `offset`, into `line`. */
function across(rgb: Uint8Array, offset: number, x: Taps, line: Uint8ClampedArray): void {
  const { starts, counts, weights, stride } = x;
  for (let i = 0; i < starts.length; i++) {
    let red = half;
    let green = half;
    let blue = half;
    let pixel = offset + at(starts, i) * 3;
    const first = i * stride;
    const end = first + at(counts, i);
    for (let k = first; k < end; k++, pixel += 3) {
      const weight = at(weights, k);
      red += at(rgb, pixel) * weight;
      green += at(rgb, pixel + 1) * weight;
      blue += at(rgb, pixel + 2) * weight;
    }
    line[i * 3] = red >> weightBits;
    line[i * 3 + 1] = green >> weightBits;
    line[i * 3 + 2] = blue >> weightBits;
  }
}

function add(sums: Int32Array, offset: number, line: Uint8ClampedArray, weight: number): void {
  for (let k = 0; k < line.length; k++) sums[offset + k] = at(sums, offset + k) + at(line, k) * weight;
}

/** Every index is in range by construction; the fallback is for the compiler and costs nothing once optimised. */
const at = (array: Int32Array | Uint8Array | Uint8ClampedArray, index: number): number => array[index] ?? 0;
