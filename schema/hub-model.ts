import { z } from 'zod';

const perChannel = z.tuple([z.number(), z.number(), z.number()]);
/** Settings that are refused where they are on: what they do is not done here. */
const no = z.literal(false, { error: 'cannot be done' }).nullish();
const extent = z.object({ height: z.int(), width: z.int() });

/** The part of the hub's config.json that says what an image classifier answers. */
export const hubConfig = z
  .object({
    id2label: z.record(z.string().regex(/^\d{1,6}$/), z.string()).optional(),
    /** timm's way to say it. */
    label_names: z.array(z.string()).optional(),
    problem_type: z.string().nullish(),
  })
  .refine(({ id2label, label_names }) => id2label ?? label_names, {
    error: 'it names no labels, so this is no image classifier',
    path: ['id2label'],
  });

/** Any JSON object. */
export const anyObject = z.looseObject({});

/** What timm's models have in their config.json, where others have a preprocessor_config.json. */
export const timmConfig = z.object({
  pretrained_cfg: z.object({
    input_size: z.tuple([z.literal(3), z.int().positive(), z.int().positive()]),
    interpolation: z.literal(['bilinear', 'bicubic']),
    crop_pct: z.number().positive().max(1).default(1),
    crop_mode: z.literal('center').default('center'),
    mean: perChannel,
    std: perChannel,
  }),
});

/** The part of preprocessor_config.json that says what an image classifier is given. */
export const hubPreprocessor = z.object({
  /** The class that reads it: each has its own rules. */
  image_processor_type: z.string().optional(),
  feature_extractor_type: z.string().optional(),
  do_resize: z.literal(true).default(true),
  do_flip_channel_order: no,
  do_pad: no,
  rescale_offset: no,
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
  do_normalize: z.boolean().optional(),
  image_mean: perChannel.optional(),
  image_std: perChannel.optional(),
});

export type TimmConfig = z.infer<typeof timmConfig>;
export type HubConfig = z.infer<typeof hubConfig>;
export type HubPreprocessor = z.infer<typeof hubPreprocessor>;
