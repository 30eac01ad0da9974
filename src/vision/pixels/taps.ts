import type { ModelInput } from '../../../schema/model-card.ts';
import type { Span } from './crop-plan.ts';

/** Weights have this many bits after the point: 8 for the pixel and 2 to spare stay within 32. */
export const weightBits = 22;

/** Which source pixels, with which weights, make each output pixel of one direction. */
export interface Taps {
  /** The source pixels that are needed at all: from `first`, so many. */
  readonly first: number;
  readonly length: number;
  /** Of each output pixel: its first source pixel, counted from `first`, and how many. */
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** Fixed point; those of output pixel i begin at i * stride. */
  readonly weights: Int32Array;
  readonly stride: number;
}

const kernels = {
  bilinear: { reach: 1, weight: (x: number) => (x < 1 ? 1 - x : 0) },
  // Keys' cubic with a = -0.5.
  bicubic: {
    reach: 2,
    weight: (x: number) =>
      x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0,
  },
} as const satisfies Record<ModelInput['filter'], { reach: number; weight: (distance: number) => number }>;

/**
 * Coefficients as Pillow computes them (Resample.c): an area-aware kernel, normalised in doubles, rounded half away from
 * zero. The order of the operations matters: another one differs in the last bit.
 */
export function tapsOf({ source, resized, from, count }: Span, filter: ModelInput['filter']): Taps {
  const { reach, weight } = kernels[filter];
  const scale = source / resized;
  const stretch = Math.max(scale, 1);
  const support = reach * stretch;
  const inverse = 1 / stretch;
  const stride = Math.min(Math.ceil(support) * 2 + 1, source);
  const starts = new Int32Array(count);
  const counts = new Int32Array(count);
  const weights = new Int32Array(count * stride);
  const exact = new Float64Array(stride);

  for (let i = 0; i < count; i++) {
    const centre = (from + i + 0.5) * scale;
    const start = Math.max(Math.trunc(centre - support + 0.5), 0);
    const end = Math.min(Math.trunc(centre + support + 0.5), source);
    let sum = 0;
    for (let x = start; x < end; x++) {
      const value = weight(Math.abs((x - centre + 0.5) * inverse));
      exact[x - start] = value;
      sum += value;
    }
    for (let x = 0; x < end - start; x++) {
      const value = ((exact[x] ?? 0) / sum) * 2 ** weightBits;
      weights[i * stride + x] = Math.trunc(value < 0 ? value - 0.5 : value + 0.5);
    }
    starts[i] = start;
    counts[i] = end - start;
  }
  const first = starts[0] ?? 0;
  const length = (starts[count - 1] ?? 0) + (counts[count - 1] ?? 0) - first;
  return { first, length, starts: starts.map((start) => start - first), counts, weights, stride };
}
