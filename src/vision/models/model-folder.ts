import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { anyObject, hubConfig, hubPreprocessor, timmConfig } from '../../../schema/hub-model.ts';
import { type ModelCard, type ModelInput, modelCard } from '../../../schema/model-card.ts';
import { teachableMetadata } from '../../../schema/tfjs-model.ts';
import { inputOf, inputOfTimm, labelsOf } from './hub-layout.ts';
import { parsed, readJson } from './read-json.ts';
import { unusable } from './unusable.ts';

/** A card and the folder from which it names its files. */
export interface FoundModel {
  readonly card: ModelCard;
  readonly folder: string;
}

/** Whether a file holds weights of an ONNX file: a large one keeps them beside itself. */
export const holdsWeightsOf = (onnx: string, file: string): boolean =>
  file.startsWith(`${onnx}_data`) || file === `${onnx}.data`;

/** Where the hub's exporters put the model, best first. */
const onnxPaths = ['onnx/model.onnx', 'model.onnx', 'onnx/model_quantized.onnx'] as const;

/** The one of these files of a repository that is run, unless another is wanted. */
export const usualOnnxPath = (files: readonly string[]): string | undefined =>
  onnxPaths.find((path) => files.includes(path));

/**
 * A local model: a folder with a `card.json`, or in the layout of the Hugging Face hub (config.json,
 * preprocessor_config.json, onnx/model.onnx). Rejects with MODEL_UNAVAILABLE and what is wrong in which file.
 */
export async function readModelFolder(folder: string): Promise<FoundModel> {
  if (!(await exists(folder))) throw unusable(`there is no model ${folder}`);
  const card = join(folder, 'card.json');
  if (await exists(card)) return { folder, card: await readJson(card, modelCard) };
  if (await exists(join(folder, 'model.json'))) return { folder, card: await readTfjsExport(folder) };
  if (!(await exists(join(folder, 'config.json'))))
    throw unusable(
      `${folder} has neither a card.json nor a config.json as on the Hugging Face hub, and no model.json of TensorFlow.js`,
    );
  const present = await Promise.all(
    onnxPaths.map(async (path) => ((await exists(join(folder, path))) ? [path] : [])),
  );
  const path = usualOnnxPath(present.flat());
  if (path === undefined) throw unusable(`${folder} has no onnx/model.onnx`);
  return { folder, card: await readHubLayout(folder, { name: basename(folder), path }) };
}

export interface HubFolder extends Partial<Pick<ModelCard, 'about' | 'rates' | 'licence'>> {
  readonly name: string;
  /** The ONNX file, from the folder. */
  readonly path: string;
}

/** The card of a folder in the hub's layout. Rejects as readModelFolder does. */
export async function readHubLayout(folder: string, { path, ...named }: HubFolder): Promise<ModelCard> {
  const config = await readJson(join(folder, 'config.json'), hubConfig);
  const labels = labelsOf(config);
  return parsed<ModelCard>(folder, modelCard, {
    about: `Tells ${labels.length} kinds of things apart.`,
    ...named,
    source: { kind: 'file', path },
    input: await readInput(folder),
    activation: config.problem_type === 'multi_label_classification' ? 'sigmoid' : 'softmax',
    labels,
  });
}

/**
 * What Teachable Machine exports says what its outputs mean. It takes the middle of a picture, as a square, with numbers from -1 to
 * 1; its model ends in a softmax.
 */
async function readTfjsExport(folder: string): Promise<ModelCard> {
  const path = join(folder, 'metadata.json');
  if (!(await exists(path)))
    throw unusable(`nothing says what the outputs of ${folder}/model.json mean: put a card.json beside it`);
  const { labels, imageSize: edge, modelName } = await readJson(path, teachableMetadata);
  return parsed<ModelCard>(folder, modelCard, {
    name: basename(folder),
    about: `Tells ${labels.length} kinds of things apart${modelName ? ` (${modelName})` : ''}.`,
    source: { kind: 'tfjs', path: 'model.json' },
    input: {
      resize: { to: 'shortest-edge', edge },
      crop: { width: edge, height: edge },
      scale: 1 / 127,
      mean: [1, 1, 1],
    },
    activation: 'none',
    labels,
  });
}

async function readInput(folder: string): Promise<ModelInput> {
  const preprocessor = join(folder, 'preprocessor_config.json');
  const there = await exists(preprocessor);
  // timm's settings stand in the one or in the other.
  for (const path of [...(there ? [preprocessor] : []), join(folder, 'config.json')]) {
    const timm = timmConfig.safeParse(await readJson(path, anyObject));
    if (timm.success) return inputOfTimm(timm.data);
  }
  if (there) return inputOf(await readJson(preprocessor, hubPreprocessor));
  throw unusable(
    `${folder} has no preprocessor_config.json, and its config.json no pretrained_cfg as timm's`,
  );
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
