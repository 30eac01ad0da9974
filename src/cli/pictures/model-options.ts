import { resolve } from 'node:path';
import { classifierOptions } from '../../config-slices.ts';
import { modelNames } from '../../vision/models/find-model.ts';
import type { ClassifierOptions } from '../../vision/open-classifier.ts';
import type { Io } from '../command.ts';
import { configOf } from '../read-config.ts';

/** How to open the model that is named on the command line, or else the configured one, for so many files. */
export async function modelOptions(
  model: string | undefined,
  files: number,
  io: Io,
): Promise<ClassifierOptions> {
  const options = classifierOptions(configOf(io));
  const named = model === undefined || (await modelNames()).includes(model);
  return {
    ...options,
    model: named ? (model ?? options.model) : resolve(io.cwd, model),
    children: Math.min(options.children, files),
  };
}
