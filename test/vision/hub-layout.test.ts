import { expect, test } from 'vitest';
import { hubPreprocessor, timmConfig } from '../../schema/hub-model.ts';
import { inputOf, inputOfTimm } from '../../src/vision/models/hub-layout.ts';
import { readModelFolder } from '../../src/vision/models/model-folder.ts';
import { tinyModel } from '../support/tiny-model.ts';

const square = (edge: number) => ({ width: edge, height: edge });

// As they are on the hub; the right side is what transformers does with them.
test.each([
  [
    'ResNet (ConvNext processor)',
    { size: 224, crop_pct: 0.875, resample: 3 },
    ['shortest-edge', 256, 224, 'bicubic'],
  ],
  [
    'ConvNext of 384',
    { size: { shortest_edge: 384 }, crop_pct: 0.95, resample: 3 },
    ['size', 384, 384, 'bicubic'],
  ],
  ['ViT, old', { size: 224 }, ['size', 224, 224, 'bilinear']],
  ['ViT', { size: { height: 224, width: 224 }, resample: 2 }, ['size', 224, 224, 'bilinear']],
  [
    'MobileNet',
    {
      size: { shortest_edge: 256 },
      do_center_crop: true,
      crop_size: { height: 224, width: 224 },
      crop_pct: null,
    },
    ['shortest-edge', 256, 224, 'bilinear'],
  ],
  [
    'CLIP, old',
    { size: 224, do_center_crop: true, crop_size: 224, resample: 3 },
    ['shortest-edge', 224, 224, 'bicubic'],
  ],
  [
    'ConvNext without a crop_pct',
    { image_processor_type: 'ConvNextImageProcessor', size: { shortest_edge: 224 } },
    ['shortest-edge', 256, 224, 'bilinear'],
  ],
  [
    'LeViT',
    {
      feature_extractor_type: 'LevitFeatureExtractor',
      size: { shortest_edge: 224 },
      do_center_crop: true,
      crop_size: 224,
      resample: 3,
    },
    ['shortest-edge', 256, 224, 'bicubic'],
  ],
  [
    'DeiT, old',
    {
      feature_extractor_type: 'DeiTFeatureExtractor',
      size: 256,
      do_center_crop: true,
      crop_size: 224,
      resample: 3,
    },
    ['size', 256, 224, 'bicubic'],
  ],
])('%s', (_, preprocessor, [to, edge, crop, filter]) => {
  const input = inputOf(hubPreprocessor.parse(preprocessor));
  expect(input.resize).toEqual(to === 'size' ? { to, ...square(Number(edge)) } : { to, edge });
  expect(input.crop).toEqual(square(Number(crop)));
  expect(input.filter).toBe(filter);
});

test("timm's settings: the shorter edge by crop_pct, then the centre", () => {
  const settings = {
    input_size: [3, 256, 256],
    interpolation: 'bicubic',
    crop_pct: 0.95,
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
  };
  expect(inputOfTimm(timmConfig.parse({ pretrained_cfg: settings }))).toMatchObject({
    resize: { to: 'shortest-edge', edge: 269 },
    crop: square(256),
    filter: 'bicubic',
    mean: [0.5, 0.5, 0.5],
  });
});

test('numbers that are to be normalised, and nobody says how, are refused, save for ViT', () => {
  const wanted = { size: 224, do_normalize: true };
  expect(() => inputOf(hubPreprocessor.parse(wanted))).toThrow('MODEL_UNAVAILABLE');
  const vit = hubPreprocessor.parse({ ...wanted, image_processor_type: 'ViTImageProcessorFast' });
  expect(inputOf(vit)).toMatchObject({ mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] });
});

test.each(['do_flip_channel_order', 'do_pad', 'rescale_offset'])(
  '%s is refused, as it is not done here',
  (setting) => {
    expect(hubPreprocessor.safeParse({ size: 224, [setting]: true }).success).toBe(false);
    expect(hubPreprocessor.safeParse({ size: 224, [setting]: false }).success).toBe(true);
  },
);

test("timm's own processor is read from its preprocessor_config.json", async () => {
  const settings = {
    input_size: [3, 32, 32],
    interpolation: 'bilinear',
    crop_pct: 1,
    mean: [0, 0, 0],
    std: [1, 1, 1],
  };
  const preprocessor = { image_processor_type: 'TimmWrapperImageProcessor', pretrained_cfg: settings };
  const { card } = await readModelFolder(await tinyModel({ preprocessor }));
  expect(card.input).toMatchObject({ resize: { to: 'shortest-edge', edge: 32 }, crop: square(32) });
});
