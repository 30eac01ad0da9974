import { z } from 'zod';
import { weightGroups } from './graph-model.ts';

const axis = z.int();
const count = z.int().positive().max(65_536);
const pair = z.union([z.tuple([count, count]), count.transform((both) => [both, both] as [number, number])]);
const edges = z.tuple([z.int().min(0).max(65_536), z.int().min(0).max(65_536)]);
const text = z.string().nullish();
/** Without the batch. */
const shape = z.tuple([z.unknown()]).rest(z.int().nullable());

/** A layer by its name, and which of its uses: one that is shared has several. */
const use = z
  .tuple([z.string(), z.int(), z.int()])
  .rest(z.unknown())
  .transform(([name, at]) => ({ layer: name, at }));
const uses = z.union([use.transform((one) => [one]), z.array(use)]).default([]);
/** Keras 3 writes values where Keras 2 wrote names. */
const kerasTensor = z
  .object({ class_name: z.literal('__keras_tensor__'), config: z.object({ keras_history: use }) })
  .transform(({ config }) => config.keras_history);
const callArguments = z
  .object({ args: z.array(z.union([kerasTensor, z.array(kerasTensor)])) })
  .transform(({ args }) => args.flat());

/** An activation that is an object: with settings of its own it would be another one. */
const plainActivation = z
  .object({
    class_name: z.string(),
    config: z.record(z.string(), z.unknown()).default({}),
  })
  .refine(({ config }) => Object.values(config).every((setting) => typeof setting !== 'number'), {
    error: 'an activation with settings cannot be imported',
  })
  .transform((one) => one.class_name);

/** What the settings of a layer may say, of those that are understood; each layer has a few of them. */
const layerConfig = z.looseObject({
  name: z.string().optional(),
  batch_input_shape: shape.optional(),
  batch_shape: shape.optional(),
  data_format: text,
  activation: z.union([z.string(), plainActivation]).nullish(),
  use_bias: z.boolean().default(true),
  strides: pair.nullish(),
  dilation_rate: pair.nullish(),
  padding: z.union([z.enum(['same', 'valid']), z.tuple([edges, edges]), count]).nullish(),
  pool_size: pair.nullish(),
  groups: z.literal(1, { error: 'groups cannot be imported' }).nullish(),
  axis: z.union([axis, z.tuple([axis])]).nullish(),
  epsilon: z.number().default(0.001),
  max_value: z.number().nullish(),
  negative_slope: z.number().nullish(),
  threshold: z.number().nullish(),
  alpha: z.number().nullish(),
  target_shape: z.array(z.int()).optional(),
  keepdims: z.boolean().nullish(),
  scale: z.union([z.number(), z.boolean()]).nullish(),
  offset: z.number().nullish(),
  layers: z.array(z.unknown()).optional(),
  input_layers: uses,
  output_layers: uses,
});

/** One layer, or a model inside a model. */
export const layer = z.object({
  class_name: z.string(),
  /** An old Sequential has its layers here. */
  config: z.union([layerConfig, z.array(z.unknown()).transform((layers) => layerConfig.parse({ layers }))]),
  name: z.string().optional(),
  /** Of each use, what goes in. */
  inbound_nodes: z.array(z.union([z.array(use), callArguments])).default([]),
});

/** The parts of a TensorFlow.js layers model's model.json that its conversion needs: as its converter writes it, or as model.save() does. */
export const layersModel = z.object({
  modelTopology: z.union([
    z.object({ model_config: layer }).transform((topology) => topology.model_config),
    layer,
  ]),
  weightsManifest: weightGroups,
});

export type LayersModel = z.infer<typeof layersModel>;
export type Layer = z.infer<typeof layer>;
export type LayerConfig = z.infer<typeof layerConfig>;
export type LayerUse = z.infer<typeof use>;
