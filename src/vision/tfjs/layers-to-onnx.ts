import {
  type Layer,
  type LayerConfig,
  type LayersModel,
  type LayerUse,
  layer,
} from '../../../schema/layers-model.ts';
import type { OnnxGraph } from '../onnx/model.ts';
import type { Size } from '../pixels/crop-plan.ts';
import { createGraphBuilder, type GraphBuilder } from './graph-builder.ts';
import { layerKinds } from './layers.ts';
import { type Computed, computed } from './value.ts';
import { readWeights, type Weight } from './weights.ts';

/**
 * Converts a Keras model (NHWC) to an ONNX graph (NCHW) that takes one picture. `shards` are its weight files in order, joined;
 * `size` is that of the picture, where the model takes any. Throws with the layer's name and class when there is one that it
 * does not know.
 */
export function layersToOnnx(model: LayersModel, shards: Uint8Array, size: Size): OnnxGraph {
  const weights = readWeights(
    model.weightsManifest.flatMap((group) => group.weights),
    shards,
  );
  const build = createGraphBuilder();
  const [, height, width, channels] = inputShape(model.modelTopology) ?? [];
  if ((channels ?? 3) !== 3) throw new Error(`it takes pictures of ${channels} channels, not of three`);
  const pixels = build.input([1, 3, height ?? size.height, width ?? size.width]);
  const output = applied({ build, weights }, model.modelTopology, [computed(pixels, 4)]);
  return build.finish(output.name);
}

interface Scene {
  readonly build: GraphBuilder;
  readonly weights: ReadonlyMap<string, Weight>;
}

function applied(scene: Scene, { class_name, config, name }: Layer, inputs: readonly Computed[]): Computed {
  if (class_name === 'Sequential') {
    return layersOf(config)
      .filter((inner) => inner.class_name !== 'InputLayer')
      .reduce((value, inner) => applied(scene, inner, [value]), first(inputs));
  }
  if (class_name === 'Model' || class_name === 'Functional') return functional(scene, config, inputs);
  const kind = Object.hasOwn(layerKinds, class_name) ? layerKinds[class_name] : undefined;
  const called = config.name ?? name ?? '';
  if (!kind) throw new Error(`the layer ${called} is a ${class_name}, which cannot be imported`);
  const weight = (part: string) => weightOf(scene.weights, called, part);
  return kind({ config, inputs, build: scene.build, weight });
}

/** A model whose layers name those before them. */
function functional(scene: Scene, config: LayerConfig, inputs: readonly Computed[]): Computed {
  const layers = new Map(layersOf(config).map((inner) => [inner.config.name ?? inner.name ?? '', inner]));
  const [entry] = config.input_layers;
  const values = new Map<string, Computed>([[`${entry?.layer} 0`, first(inputs)]]);
  const open = new Set<string>();

  const layerValue = ({ layer: name, at }: LayerUse): Computed => {
    const key = `${name} ${at}`;
    const known = values.get(key);
    if (known) return known;
    const inner = layers.get(name);
    const from = inner?.inbound_nodes[at];
    if (!from || from.length === 0 || open.has(key)) throw new Error(`nothing leads to the layer ${name}`);
    open.add(key);
    const value = applied(scene, inner, from.map(layerValue));
    values.set(key, value);
    return value;
  };
  const [exit, ...others] = config.output_layers;
  if (!exit || others.length > 0) throw new Error(`the model has ${others.length + (exit ? 1 : 0)} outputs`);
  return layerValue(exit);
}

/** The shape of what goes in, the batch first: of the first layer, however deep it is. */
function inputShape({ config }: Layer): readonly (number | undefined)[] | undefined {
  const shape = config.batch_input_shape ?? config.batch_shape;
  if (shape)
    return [undefined, ...shape.slice(1).map((size) => (typeof size === 'number' ? size : undefined))];
  const [inner] = config.layers ? layersOf(config) : [];
  return inner && inputShape(inner);
}

const layersOf = (config: LayerConfig): readonly Layer[] =>
  (config.layers ?? []).map((one) => layer.parse(one));

const first = (inputs: readonly Computed[]): Computed => {
  const [input, ...others] = inputs;
  if (!input || others.length > 0) throw new Error(`a model inside it has ${inputs.length} inputs`);
  return input;
};

/** By its full name; models inside models can have theirs before it. */
function weightOf(weights: ReadonlyMap<string, Weight>, layerName: string, part: string): Weight {
  const name = `${layerName}/${part}`;
  const [found, ...others] = [...weights].filter(([key]) => key === name || key.endsWith(`/${name}`));
  if (found && others.length === 0) return found[1];
  throw new Error(`the weight ${name} is ${found ? 'there more than once' : 'not there'}`);
}
