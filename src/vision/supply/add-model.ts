import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ModelCard, modelCard } from '../../../schema/model-card.ts';
import { checksumOf } from '../fetch/checksum.ts';
import type { OnProgress } from '../fetch/download.ts';
import { createAddedModels } from '../models/added.ts';
import { parsed } from '../models/read-json.ts';
import { unusable } from '../models/unusable.ts';
import { type ClassifierOptions, openClassifier } from '../open-classifier.ts';
import type { Supply } from './supply.ts';

export interface Adding {
  readonly supply: Supply;
  readonly name: string;
  /** How it will be opened. */
  readonly options: Omit<ClassifierOptions, 'model'>;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  readonly now: () => Date;
}

/**
 * Makes it a model of this name. It is opened and run first, as it would be for a picture: one that is broken, too large or of
 * another shape is refused, and nothing is kept of it. Rejects with MODEL_UNAVAILABLE and why, or with the signal's reason.
 */
export async function addModel(adding: Adding): Promise<ModelCard> {
  const { supply, name, options, signal, onProgress, now } = adding;
  const models = join(options.dataDir, 'models');
  await mkdir(models, { recursive: true });
  const added = createAddedModels(options.dataDir);
  if (await added.has(name)) throw unusable(`there is a model ${name} already`);
  await added.sweep(now());
  const folder = await mkdtemp(join(models, '.adding-'));
  try {
    const { card, revision } = await supply.place({ folder, name, signal, onProgress });
    const finished = parsed<ModelCard>(supply.from, modelCard, {
      ...card,
      origin: {
        from: supply.from,
        revision,
        sha256: await checksumOf(join(folder, card.source.path), 'sha256'),
        added: now().toISOString(),
      },
    });
    await writeFile(join(folder, 'card.json'), `${JSON.stringify(finished, null, 2)}\n`);
    const classifier = await openClassifier({ ...options, model: folder, children: 1 });
    await classifier.close();
    signal.throwIfAborted();
    await added.take(folder, name);
    return finished;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
