import { resolve } from 'node:path';
import { classifierOptions } from '../../config-slices.ts';
import { isModelName } from '../../vision/models/find-model.ts';
import type { ClassifierOptions } from '../../vision/open-classifier.ts';
import type { Io } from '../command.ts';
import { fetchWhereNeeded } from '../model/add.ts';
import { configOf } from '../read-config.ts';

/**
 * How to open the model that is named on the command line, or else the configured one, for so many files. It is fetched when it has
 * not been yet. Rejects with MODEL_UNAVAILABLE.
 */
export async function modelOptions(
  model: string | undefined,
  files: number,
  io: Io,
): Promise<ClassifierOptions> {
  const options = classifierOptions(configOf(io));
  const isName = model === undefined || (await isModelName(model, options.dataDir));
  const chosen = isName ? (model ?? options.model) : resolve(io.cwd, model);
  await fetchWhereNeeded(chosen, io);
  return { ...options, model: chosen, children: Math.min(options.children, files) };
}
