import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hubConfig, hubPreprocessor } from '../../../schema/hub-model.ts';
import { type ModelCard, modelCard } from '../../../schema/model-card.ts';
import { inputOf, labelsOf } from './hub-layout.ts';
import { parsed, readJson } from './read-json.ts';
import { unusable } from './unusable.ts';

/** A card and the folder from which it names its files. */
export interface FoundModel {
  readonly card: ModelCard;
  readonly folder: string;
}

/** Where the hub's exporters put the model, best first. */
const onnxPaths = ['onnx/model.onnx', 'model.onnx', 'onnx/model_quantized.onnx'] as const;

/**
 * A local model: a folder with a `card.json`, or in the layout of the Hugging Face hub (config.json,
 * preprocessor_config.json, onnx/model.onnx). Rejects with MODEL_UNAVAILABLE and what is wrong in which file.
 */
export async function readModelFolder(folder: string): Promise<FoundModel> {
  if (!(await exists(folder))) throw unusable(`there is no model ${folder}`);
  const card = join(folder, 'card.json');
  if (await exists(card)) return { folder, card: await readJson(card, modelCard) };
  if (await exists(join(folder, 'config.json'))) return { folder, card: await readHubLayout(folder) };
  throw unusable(`${folder} has neither a card.json nor a config.json as on the Hugging Face hub`);
}

async function readHubLayout(folder: string): Promise<ModelCard> {
  const config = await readJson(join(folder, 'config.json'), hubConfig);
  const preprocessor = await readJson(join(folder, 'preprocessor_config.json'), hubPreprocessor);
  const present = await Promise.all(onnxPaths.map((path) => exists(join(folder, path))));
  const path = onnxPaths.find((_, index) => present[index]);
  if (path === undefined) throw unusable(`${folder} has no onnx/model.onnx`);
  const name = basename(folder);
  const labels = labelsOf(config);
  return parsed<ModelCard>(folder, modelCard, {
    name,
    about: `Tells ${labels.length} kinds of things apart.`,
    source: { kind: 'file', path },
    input: inputOf(preprocessor),
    activation: config.problem_type === 'multi_label_classification' ? 'sigmoid' : 'softmax',
    labels,
  });
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
