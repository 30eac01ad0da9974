import type { HubConfig, HubPreprocessor, TimmConfig } from '../../../schema/hub-model.ts';
import type { ModelInput } from '../../../schema/model-card.ts';
import type { Size } from '../pixels/crop-plan.ts';

/** Labels by index; those that config.json leaves out are named by their number. */
export function labelsOf({ id2label, label_names = [] }: HubConfig): string[] {
  if (!id2label) return label_names.map((label, index) => label || `class ${index}`);
  const count = Math.max(-1, ...Object.keys(id2label).map(Number)) + 1;
  return Array.from({ length: count }, (_, index) => id2label[index] || `class ${index}`);
}

/** How transformers' image processors read these settings, which each of them does in its own way. */
export function inputOf(preprocessor: HubPreprocessor): ModelInput {
  return {
    layout: 'NCHW',
    exact: true,
    ...geometryOf(preprocessor),
    filter: preprocessor.resample === 3 ? 'bicubic' : 'bilinear',
    scale: preprocessor.do_rescale ? preprocessor.rescale_factor : 1,
    mean: preprocessor.do_normalize ? preprocessor.image_mean : [0, 0, 0],
    std: preprocessor.do_normalize ? preprocessor.image_std : [1, 1, 1],
  };
}

/** How timm's transforms_imagenet_eval reads these settings. */
export function inputOfTimm({ pretrained_cfg: settings }: TimmConfig): ModelInput {
  const [, height, width] = settings.input_size;
  return {
    layout: 'NCHW',
    exact: true,
    resize: { to: 'shortest-edge', edge: Math.floor(Math.max(height, width) / settings.crop_pct) },
    crop: { width, height },
    filter: settings.interpolation,
    scale: 1 / 255,
    mean: settings.mean,
    std: settings.std,
  };
}

function geometryOf({
  size,
  crop_pct,
  do_center_crop,
  crop_size,
}: HubPreprocessor): Pick<ModelInput, 'resize' | 'crop'> {
  if (typeof size === 'object' && 'height' in size) {
    return { resize: { to: 'size', ...size }, crop: do_center_crop ? square(crop_size ?? size) : size };
  }
  const edge = typeof size === 'number' ? size : size.shortest_edge;
  // ConvNeXT: what is smaller than 384 is cropped from a larger picture, the rest is squeezed.
  if (crop_pct && edge < 384) {
    return { resize: { to: 'shortest-edge', edge: Math.trunc(edge / crop_pct) }, crop: square(edge) };
  }
  if (do_center_crop) return { resize: { to: 'shortest-edge', edge }, crop: square(crop_size ?? edge) };
  // A bare number without a crop is a square in the older processors (ViT).
  if (typeof size === 'number' || crop_pct)
    return { resize: { to: 'size', ...square(edge) }, crop: square(edge) };
  return { resize: { to: 'shortest-edge', edge }, crop: square(edge) };
}

const square = (size: number | Size): Size =>
  typeof size === 'number' ? { width: size, height: size } : size;
