import type { HubConfig, HubPreprocessor, TimmConfig } from '../../../schema/hub-model.ts';
import type { ModelInput } from '../../../schema/model-card.ts';
import type { Size } from '../pixels/crop-plan.ts';
import { unusable } from './unusable.ts';

/** Labels by index; those that config.json leaves out are named by their number. */
export function labelsOf({ id2label, label_names = [] }: HubConfig): string[] {
  if (!id2label) return label_names.map((label, index) => label || `class ${index}`);
  const count = Math.max(-1, ...Object.keys(id2label).map(Number)) + 1;
  return Array.from({ length: count }, (_, index) => id2label[index] || `class ${index}`);
}

/** How transformers' image processors read these settings, which each of them does in its own way. Throws MODEL_UNAVAILABLE. */
export function inputOf(preprocessor: HubPreprocessor): ModelInput {
  return {
    layout: 'NCHW',
    exact: true,
    ...geometryOf(preprocessor),
    filter: preprocessor.resample === 3 ? 'bicubic' : 'bilinear',
    scale: preprocessor.do_rescale ? preprocessor.rescale_factor : 1,
    ...normalisationOf(preprocessor),
  };
}

/** `ViTImageProcessor`, `ViTFeatureExtractor` and `ViTImageProcessorFast` are vit. */
const kindOf = ({ image_processor_type: type, feature_extractor_type: old }: HubPreprocessor): string =>
  (type ?? old ?? '').replace(/(?:ImageProcessor|FeatureExtractor)(?:Fast)?$/, '').toLowerCase();

function normalisationOf(preprocessor: HubPreprocessor): Pick<ModelInput, 'mean' | 'std'> {
  const { do_normalize: wanted, image_mean, image_std } = preprocessor;
  if (wanted === false) return { mean: [0, 0, 0], std: [1, 1, 1] };
  if (wanted === undefined || image_mean || image_std)
    return { mean: image_mean ?? [0, 0, 0], std: image_std ?? [1, 1, 1] };
  if (kindOf(preprocessor) === 'vit') return { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };
  throw unusable('preprocessor_config.json: do_normalize needs image_mean and image_std');
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

function geometryOf(preprocessor: HubPreprocessor): Pick<ModelInput, 'resize' | 'crop'> {
  const { size, crop_pct, do_center_crop, crop_size } = preprocessor;
  const kind = kindOf(preprocessor);
  if (typeof size === 'object' && 'height' in size) {
    return { resize: { to: 'size', ...size }, crop: do_center_crop ? square(crop_size ?? size) : size };
  }
  const edge = typeof size === 'number' ? size : size.shortest_edge;
  if (kind === 'convnext' || (kind === '' && crop_pct)) {
    // What is smaller than 384 is cropped from a larger picture, the rest is squeezed.
    const larger = Math.trunc(edge / (crop_pct ?? 224 / 256));
    if (edge < 384) return { resize: { to: 'shortest-edge', edge: larger }, crop: square(edge) };
    return { resize: { to: 'size', ...square(edge) }, crop: square(edge) };
  }
  if (kind === 'levit') {
    const larger = Math.trunc((256 / 224) * edge);
    return { resize: { to: 'shortest-edge', edge: larger }, crop: square(crop_size ?? edge) };
  }
  if (kind === 'deit' && typeof size === 'number')
    return { resize: { to: 'size', ...square(edge) }, crop: square(crop_size ?? edge) };
  if (do_center_crop) return { resize: { to: 'shortest-edge', edge }, crop: square(crop_size ?? edge) };
  // A bare number without a crop is a square in the older processors (ViT).
  if (typeof size === 'number') return { resize: { to: 'size', ...square(edge) }, crop: square(edge) };
  return { resize: { to: 'shortest-edge', edge }, crop: square(edge) };
}

const square = (size: number | Size): Size =>
  typeof size === 'number' ? { width: size, height: size } : size;
