import type { ModelInput } from '../../../schema/model-card.ts';
import { planCrop } from './crop-plan.ts';
import type { Picture } from './decode.ts';
import { resample } from './resample.ts';
import { tapsOf } from './taps.ts';

/** What the model sees: 8-bit RGB of the card's crop size, row by row. Computes no pixel outside of it. */
export async function cropFor(
  input: Pick<ModelInput, 'resize' | 'crop' | 'filter'>,
  picture: Picture,
): Promise<Uint8ClampedArray> {
  const plan = planCrop(picture.size, input);
  const x = tapsOf(plan.x, input.filter);
  const y = tapsOf(plan.y, input.filter);
  const rgb = await picture.rgb(x.first, x.length);
  return resample(rgb.subarray(y.first * x.length * 3), x, y);
}
