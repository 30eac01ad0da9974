import type { ModelInput } from '../../../schema/model-card.ts';
import { planCrop } from './crop-plan.ts';
import type { Picture } from './decode.ts';
import { resample } from './resample.ts';
import { tapsOf } from './taps.ts';

/** So many times the crop may be computed of a picture whose crop need not be exact: of a very long one that would be for ever. */
const mostAround = 16;

/** What the model sees: 8-bit RGB of the card's crop size, row by row. Computes no pixel outside of it where it must be exact. */
export async function cropFor(
  input: Pick<ModelInput, 'resize' | 'crop' | 'filter'> & Partial<Pick<ModelInput, 'exact'>>,
  picture: Picture,
): Promise<Uint8ClampedArray> {
  const plan = planCrop(picture.size, input);
  const around = (plan.x.resized * plan.y.resized) / (plan.x.count * plan.y.count);
  if (input.exact === false && around <= mostAround) return new Uint8ClampedArray(await picture.quick(plan));
  const x = tapsOf(plan.x, input.filter);
  const y = tapsOf(plan.y, input.filter);
  const rgb = await picture.rgb(x.first, x.length);
  return resample(rgb.subarray(y.first * x.length * 3), x, y);
}
