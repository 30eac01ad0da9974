import { expect, test } from 'vitest';
import { hubPreprocessor, timmConfig } from '../../schema/hub-model.ts';
import { inputOf, inputOfTimm } from '../../src/vision/models/hub-layout.ts';

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
