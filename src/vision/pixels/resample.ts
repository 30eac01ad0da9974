import { type Taps, weightBits } from './taps.ts';

const half = 2 ** (weightBits - 1);

// Sums stay within 32 bits (see weightBits); saying so to the compiler doubles the speed. So does reading the arrays in place:
// every index here is in range by construction, hence the casts.
const { imul } = Math;

/**
 * Resamples 8-bit RGB, first across, then down, rounding to 8 bits in between as Pillow does. `rgb` holds the source
 * columns that the taps need, from the first row they need on. Rows are added up as they come, so that memory grows with
 * the crop and not with the picture.
 */
export function resample(rgb: Uint8Array, x: Taps, y: Taps): Uint8ClampedArray {
  const { starts, counts, weights } = y;
  const stride = x.starts.length * 3;
  const height = starts.length;
  const sums = new Int32Array(height * stride).fill(half);
  const line = new Uint8ClampedArray(stride);
  let top = 0;
  for (let row = 0; row < y.length; row++) {
    across(rgb, row * x.length * 3, x, line);
    while (top < height && (starts[top] as number) + (counts[top] as number) <= row) top++;
    for (let i = top; i < height && (starts[i] as number) <= row; i++) {
      add(sums, i * stride, line, weights[i * y.stride + row - (starts[i] as number)] as number);
    }
  }
  const pixels = new Uint8ClampedArray(sums.length);
  for (let k = 0; k < sums.length; k++) pixels[k] = (sums[k] as number) >> weightBits;
  return pixels;
}

/** One source row, which begins at `offset`, into `line`. */
function across(rgb: Uint8Array, offset: number, x: Taps, line: Uint8ClampedArray): void {
  const { starts, counts, weights, stride } = x;
  for (let i = 0; i < starts.length; i++) {
    let red = half;
    let green = half;
    let blue = half;
    let pixel = offset + (starts[i] as number) * 3;
    const first = i * stride;
    const end = first + (counts[i] as number);
    for (let k = first; k < end; k++, pixel += 3) {
      const weight = weights[k] as number;
      red = (red + imul(rgb[pixel] as number, weight)) | 0;
      green = (green + imul(rgb[pixel + 1] as number, weight)) | 0;
      blue = (blue + imul(rgb[pixel + 2] as number, weight)) | 0;
    }
    line[i * 3] = red >> weightBits;
    line[i * 3 + 1] = green >> weightBits;
    line[i * 3 + 2] = blue >> weightBits;
  }
}

function add(sums: Int32Array, offset: number, line: Uint8ClampedArray, weight: number): void {
  for (let k = 0; k < line.length; k++) {
    sums[offset + k] = (sums[offset + k] as number) + imul(line[k] as number, weight);
  }
}
