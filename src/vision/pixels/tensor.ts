import type { ModelInput } from '../../../schema/model-card.ts';

/** 8-bit RGB as the model's numbers: (value * scale - mean) / std in single precision, in the card's layout. */
export function tensorOf(
  rgb: Uint8ClampedArray,
  { layout, scale, mean, std }: Pick<ModelInput, 'layout' | 'scale' | 'mean' | 'std'>,
): Float32Array {
  const pixels = rgb.length / 3;
  const tensor = new Float32Array(rgb.length);
  for (let channel = 0; channel < 3; channel++) {
    const table = normalised(scale, mean[channel] ?? 0, std[channel] ?? 1);
    for (let pixel = 0; pixel < pixels; pixel++) {
      const to = layout === 'NCHW' ? channel * pixels + pixel : pixel * 3 + channel;
      tensor[to] = table[rgb[pixel * 3 + channel] ?? 0] ?? 0;
    }
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
