import { z } from 'zod';

const integer = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
// Protobuf JSON writes bytes as base64.
const text = z.base64().transform((value) => Buffer.from(value, 'base64').toString());

const attribute = z.object({
  s: text.optional(),
  b: z.boolean().optional(),
  f: z.number().optional(),
  list: z.object({ i: z.array(integer).optional(), s: z.array(text).optional() }).optional(),
  shape: z.object({ dim: z.array(z.object({ size: integer })).optional() }).optional(),
});

const node = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attribute).default({}),
});

const weight = z.object({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  dtype: z.string(),
  quantization: z
    .union([
      z.object({ dtype: z.enum(['uint8', 'uint16']), scale: z.number(), min: z.number() }),
      z.object({ dtype: z.literal('float16') }),
    ])
    .optional(),
});

/** Weights in the order in which they stand in the files, and those files. */
export const weightGroups = z.array(
  z.object({ weights: z.array(weight), paths: z.array(z.string()).default([]) }),
);

/** The parts of a TensorFlow.js graph model's model.json that its conversion needs. */
export const graphModel = z.object({
  modelTopology: z.object({ node: z.array(node).min(1) }),
  weightsManifest: weightGroups,
});

type Load = () => Promise<{ readonly default: unknown }>;
const load = z.custom<Load>((value) => typeof value === 'function', { error: 'must be a function' });

/** How nsfwjs exports a model: the files are loaded when asked for, weights as base64. */
export const graphModelModule = z.object({ modelJson: load, weightBundles: z.array(load).min(1) });

export type GraphModel = z.infer<typeof graphModel>;
export type GraphNode = z.infer<typeof node>;
export type WeightEntry = z.infer<typeof weight>;
