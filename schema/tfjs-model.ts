import { z } from 'zod';
import { type GraphModel, graphModel, weightGroups } from './graph-model.ts';
import { type LayersModel, layersModel } from './layers-model.ts';

const isGraph = z.object({ modelTopology: z.object({ node: z.array(z.unknown()) }) });

export type TfjsModel =
  | { readonly kind: 'graph'; readonly model: GraphModel }
  | { readonly kind: 'layers'; readonly model: LayersModel };

/** A TensorFlow.js model.json of either kind. Throws with what is wrong with it. */
export const parseTfjsModel = (json: unknown): TfjsModel =>
  isGraph.safeParse(json).success
    ? { kind: 'graph', model: parsed(graphModel, json) }
    : { kind: 'layers', model: parsed(layersModel, json) };

function parsed<T>(schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const faults = result.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`it is no model.json of TensorFlow.js: ${faults.join('; ')}`);
}

/** Of a model.json of either kind: which files hold its weights. */
export const tfjsWeights = z.object({ weightsManifest: weightGroups });

/** Teachable Machine's metadata.json, beside its model.json. */
export const teachableMetadata = z.object({
  labels: z.array(z.string().min(1)).min(1),
  modelName: z.string().optional(),
  grayscale: z.literal(false, { error: 'a model of grey pictures cannot be imported' }).nullish(),
  /** Edge of the picture, in pixels. */
  imageSize: z.int().min(1).max(4096).default(224),
});
