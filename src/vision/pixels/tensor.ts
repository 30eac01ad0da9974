import type { ModelInput } from '../../../schema/model-card.ts';

/** 8-bit RGB as the model's numbers: (value * scale - mean) / std in single precision, in the card's layout. */
export function tensorOf(
  rgb: Uint8ClampedArray,
  { layout, scale, mean, std }: Pick<ModelInput, 'layout' | 'scale' | 'mean' | 'std'>,
): Float32Array {
  const pixels = rgb.length / 3;
  const tensor = new Float32Array(rgb.length);
  const [apart, step] = layout === 'NCHW' ? [pixels, 1] : [1, 3];
  for (let channel = 0; channel < 3; channel++) {
    const table = normalised(scale, mean[channel] ?? 0, std[channel] ?? 1);
    let to = channel * apart;
    // Every index is in range, hence the casts: asking would take twice as long.
    for (let from = channel; from < rgb.length; from += 3, to += step)
      tensor[to] = table[rgb[from] as number] as number;
  }
  return tensor;
}

const { fround } = Math;

/** Of each byte; rounded after each step, as torchvision does it. */
const normalised = (scale: number, mean: number, std: number): Float32Array =>
  Float32Array.from(
    { length: 256 },
    (_, value) => fround(fround(value * scale) - fround(mean)) / fround(std),
  );
