import { z } from 'zod';

const extent = z.object({ height: z.int(), width: z.int() });

/** The part of the hub's config.json that says what an image classifier answers. */
export const hubConfig = z.object({
  id2label: z.record(z.string().regex(/^\d{1,6}$/), z.string()),
  problem_type: z.string().nullish(),
});

/** The part of preprocessor_config.json that says what an image classifier is given. */
export const hubPreprocessor = z.object({
  do_resize: z.literal(true).default(true),
  size: z.union([z.int(), z.object({ shortest_edge: z.int() }), extent]),
  // Pillow's numbers.
  resample: z.literal([2, 3], { error: 'only 2 (bilinear) and 3 (bicubic) can be done' }).default(2),
  do_center_crop: z.boolean().default(false),
  crop_size: z.union([z.int(), extent]).optional(),
  crop_pct: z.number().positive().max(1).nullish(),
  do_rescale: z.boolean().default(true),
  rescale_factor: z
    .number()
    .positive()
    .default(1 / 255),
  do_normalize: z.boolean().default(true),
  image_mean: z.tuple([z.number(), z.number(), z.number()]).default([0, 0, 0]),
  image_std: z.tuple([z.number(), z.number(), z.number()]).default([1, 1, 1]),
});

export type HubConfig = z.infer<typeof hubConfig>;
export type HubPreprocessor = z.infer<typeof hubPreprocessor>;
